/* A wide table scrolls by itself, and by keyboard only if it can be reached: a tab stop where there is something to scroll. */

/** Watch the tables of `root`. */
export function watchTables(root) {
  const watcher = new ResizeObserver((entries) => entries.forEach(({ target }) => reach(target)));
  for (const wrapper of root.querySelectorAll(".table-wrapper")) {
    watcher.observe(wrapper);
    wrapper.closest("details")?.addEventListener("toggle", () => reach(wrapper));
  }
}

function reach(wrapper) {
  if (wrapper.scrollWidth > wrapper.clientWidth) {
    wrapper.tabIndex = 0;
    wrapper.setAttribute("role", "group");
    wrapper.setAttribute("aria-label", "Table, scrolls sideways");
  } else {
    for (const name of ["tabindex", "role", "aria-label"]) wrapper.removeAttribute(name);
  }
}
