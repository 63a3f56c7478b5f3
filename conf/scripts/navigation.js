/* Where the reader is: in the contents of the page, and in the list of pages. */

/** Mark in the contents the heading in view, and show the page in the list of pages. */
export function showPlace(root) {
  const here = root.querySelector(".sidebar-tree a.current");
  const list = root.querySelector(".sidebar-scroll");
  if (here && list) list.scrollTop += middle(here) - middle(list);

  const links = [...root.querySelectorAll(".toc-tree a[href^='#']")].filter(({ hash }) => hash.length > 1);
  const headings = links.map(({ hash }) => document.getElementById(decodeURIComponent(hash.slice(1))));
  if (!links.length) return;
  const mark = () => {
    const passed = headings.findLastIndex((heading) => heading?.getBoundingClientRect().top < innerHeight / 4);
    const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 1;
    const last = headings.findLastIndex((heading) => heading?.getBoundingClientRect().top < innerHeight);
    const current = links[atEnd ? last : passed];
    for (const link of links) {
      if (link === current) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  };
  mark();
  addEventListener("scroll", mark, { passive: true });
  addEventListener("resize", mark);
}

function middle(element) {
  const { top, height } = element.getBoundingClientRect();
  return top + height / 2;
}
