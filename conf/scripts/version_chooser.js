/* The versions of the book: a choice that keeps the page, and on what is old or not released a notice that leads to stable.

   Which there are is said by versions.json, where `make versions` put this version beside others, or by Read the Docs.
   Which pages each has is said by its own pages.json: see src/bookcheck/publishing/page_list.py, which finds a page as we do. */
import { make } from "./elements.js";

const label = document.querySelector("label[data-pages]");
const select = label.querySelector("select");
const ROOT = new URL(".", new URL(label.dataset.pages, location.href)); // of this version
const lists = new Map(); // address -> promise of the pages there, or of null

let offered = []; // of { name, title, kind, url }
let current; // the name of this one
let moving = false; // the arrow keys are on their way to a version

/** Offer the versions beside this one, and say so if another should be read. */
export async function offerOurs() {
  const list = new URL("../versions.json", ROOT);
  const versions = await fetch(list).then((answer) => (answer.ok ? answer.json() : []));
  offer(versions.map((version) => ({ ...version, url: new URL(version.url, list) })), label.dataset.version);
  const mine = offered.find(({ name }) => name === current);
  const stable = offered.find(({ kind }) => kind === "stable");
  if (mine && stable && mine !== stable) notice(mine, stable);
}

/** Offer what Read the Docs offers in its own menu, which has the notice too. */
export function offerTheirs({ versions }) {
  const listed = versions.active.some(({ slug }) => slug === versions.current.slug);
  const all = listed ? versions.active : [versions.current, ...versions.active]; // a hidden one, or a pull request's
  offer(all.map(({ slug, urls }) => ({ name: slug, title: slug, url: new URL(urls.documentation) })), versions.current.slug);
}

function offer(versions, name) {
  [offered, current] = [versions, name];
  select.replaceChildren(...versions.map((version) => make("option", { value: version.name }, version.title)));
  select.value = current;
  label.hidden = versions.length < 2;
}

/** The pages of the version at `address`, or null if it does not say. */
function pagesAt(address) {
  const list = new URL("pages.json", address).href;
  if (!lists.has(list)) lists.set(list, fetch(list).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null));
  return lists.get(list);
}

/** Where this page is in `version`: `exact`, or else the nearest, the first page of its folder or the start page. */
async function placeIn(version) {
  const page = location.pathname.slice(ROOT.pathname.length).replace(/(^|\/)$/, "$1index.html");
  const there = (await pagesAt(version.url)) ?? { pages: [], moved: {} };
  const known = (name) => there.pages.includes(name);
  const exact = [page, there.moved[page]].find(known) ?? (await earlierNames(page)).find(known);
  return { exact: Boolean(exact), file: exact ?? nearest(page, there.pages) };
}

/** What `page` was called in older versions, which this one knows. */
async function earlierNames(page) {
  const here = await pagesAt(ROOT);
  return Object.entries(here?.moved ?? {}).flatMap(([old, now]) => (now === page ? [old] : []));
}

function nearest(page, pages) {
  const folder = page.slice(0, page.lastIndexOf("/") + 1);
  if (!folder) return "index.html";
  const own = folder + "index.html";
  const near = pages.includes(own) ? own : pages.find((name) => name.startsWith(folder));
  return near ?? nearest(folder.slice(0, -1), pages);
}

/** The address of `place` in `version`, with the reader's Python, and with the place in the page if it is the same page. */
function address(version, { exact, file }) {
  const url = new URL(file, version.url);
  url.search = location.search;
  if (exact) url.hash = location.hash;
  return url.href;
}

async function go() {
  const version = offered.find(({ name }) => name === select.value);
  if (version && version.name !== current) location.assign(address(version, await placeIn(version)));
}

/** Say above the text, and show at the foot of the screen, that `mine` is not the version that most should read. */
async function notice(mine, stable) {
  const place = await placeIn(stable);
  const link = make("a", {}, place.exact ? `This page in ${stable.title}` : `Read ${stable.title}`);
  const why = mine.kind === "old" ? "an old version of the book" : "not released yet";
  const text = make("p", {}, `You are reading ${mine.title.replace(/ \(.*/, "")}, ${why}. `, link);
  const lead = () => (link.href = address(stable, place));
  lead();
  document.addEventListener("pythonchange", lead);
  window.addEventListener("hashchange", lead);
  label.parentElement.after(make("aside", { class: "version-notice", "aria-label": "Version of the book" }, text));
}

/* A closed list changes with each arrow key. Nobody wants to leave the page for each version on the way. */
select.addEventListener("keydown", ({ key }) => {
  moving = key !== "Enter";
  if (!moving) go();
});
select.addEventListener("pointerdown", () => (moving = false));
select.addEventListener("change", () => moving || go());
select.addEventListener("blur", () => moving && (select.value = current));
window.addEventListener("pageshow", () => (select.value = current)); // after the way back
