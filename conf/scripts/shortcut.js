/* The keys that lead to the search: `/`, where nothing is being written, and Ctrl-K (on a Mac Command-K) everywhere. */

const WRITING = "input, textarea, select, [contenteditable]";

/** Have the keys focus the search field of the page, or else that of the sidebar, which opens where it is a drawer. */
export function offerShortcuts(root) {
  root.addEventListener("keydown", (event) => {
    if (!asksForSearch(event)) return;
    const field = root.querySelector("article input[name=q]") ?? root.querySelector("input[name=q]");
    if (!field) return;
    event.preventDefault();
    const drawer = root.querySelector("#__navigation");
    if (drawer && !field.closest("article")) drawer.checked = true;
    field.focus();
    field.select();
  });
}

function asksForSearch({ key, altKey, ctrlKey, metaKey, target }) {
  if (altKey) return false;
  if (ctrlKey || metaKey) return key.toLowerCase() === "k";
  return key === "/" && !target.closest(WRITING);
}
