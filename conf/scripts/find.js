/* Find: Sphinx's search, its results in our order, each with its place and an excerpt.

   Sphinx finds: `Search` and `Scorer` are of searchtools.js. What is here ranks what it found, lands a page that has the
   words somewhere on the block that has them, and writes the list. */
import { contentOf, excerptOf, placeIn, whereIn } from "./excerpt.js";
import { make } from "./elements.js";
import { offerShortcuts } from "./shortcut.js";

const ROOT = document.documentElement.dataset.content_root;
const KEEPS_DOT = "\u2060"; // see readers_index.py
const SHOWN = 10; // results at a time
const [status, list] = [".find-status", ".find-results"].map((name) => document.querySelector(name));
const pages = new Map(); // file -> promise of its document, or of null

/** The words of a text with single spaces between them: what is compared. */
const plain = (text) => splitQuery(text.toLowerCase()).join(" ");

/** How near a name is to what was asked for: 4 the same, 3 begins with it, 2 has it, 1 has its words, 0 none of it. */
function closeness(name, query) {
  const [named, asked] = [plain(name), plain(query)];
  if (named === asked) return 4;
  if (named.startsWith(asked + " ")) return 3;
  if (` ${named} `.includes(` ${asked} `)) return 2;
  return asked.split(" ").every((word) => ` ${named}`.includes(` ${word}`)) ? 1 : 0;
}

/** A result of Sphinx's as an object; `kind` is what a reader calls it. */
function read([docname, title, anchor, description, score, file, kind]) {
  const page = Search._index.titles[Search._index.docnames.indexOf(docname)];
  if (kind === "object") return { page, file, anchor, score, name: title.replace(KEEPS_DOT, ""), kind: description.split(", in ")[0] };
  if (kind === "title") return { page, file, anchor, score, name: title.replace(`${page} > `, ""), kind: anchor ? "section" : "page" };
  return { page, file, anchor, score, name: page, kind: "text" };
}

/** The score of a result: the nearer its name the higher; then a term before a name before an example before a heading.
    A name of the API reference comes after all that the book has by a name like it. */
function rank(query, result) {
  const { name, kind, score, page } = read(result);
  const late = inOrder.indexOf(page) / inOrder.length;
  if (kind === "text") return score - late;
  const typed = query.trim();
  if (kind.startsWith("API ")) return closeness(name, typed) && 1000 + 100 * closeness(name.split(".").pop(), typed) - late;
  const order = { term: 5, subject: 3, "book example": 2, section: 1, page: 1 }[kind.toLowerCase()] ?? 4;
  const exact = [name, name.replace("()", "")].includes(typed) ? 50 : 0; // -I is not -i
  return 1000 * closeness(name, typed) + exact + 5 * order - late;
}

let inOrder = []; // the titles of the pages, as one reads them

/** The words that a page must have, as the index has them, without single letters: some page has each. */
function wordsOf(query) {
  const [, stems] = Search._parseQuery(query);
  return new Set([...stems].filter((word) => word.length > 1));
}

/** What Sphinx finds, the best first; a page whose text has the words only once, by what is named in it. */
export function resultsOf(query) {
  inOrder = [...Search._index.titles].sort(new Intl.Collator("en", { numeric: true }).compare);
  Scorer.score = (result) => rank(query, result);
  const [asked, , ...others] = Search._parseQuery(query);
  const results = Search._performSearch(asked, wordsOf(query), ...others).reverse().map(read);
  const near = new Set(results.filter(({ kind, score }) => kind !== "text" && score >= 2000).map(({ page }) => page));
  const places = new Set();
  const vague = near.size > 0 && /\b\d+\b/.test(query); // Sphinx passes over numbers: PEP 709 would be any PEP
  return results.filter(({ kind, page, file, anchor, score }) => {
    const place = file + anchor;
    const news = kind === "text" ? !vague && !near.has(page) : score >= 1000 && !places.has(place);
    places.add(place);
    return news;
  });
}

function load(file) {
  const parse = (text) => new DOMParser().parseFromString(text, "text/html");
  if (!pages.has(file)) pages.set(file, fetch(file).then((answer) => answer.text()).then(parse).catch(() => null));
  return pages.get(file);
}

/** The address of a place with the reader's Python in it. */
function address(file, anchor) {
  return `${file}?py=${encodeURIComponent(document.documentElement.dataset.python)}${anchor}`;
}

/** Write a result; its page, once it is there, gives the section, the excerpt, and where in it the words are. */
async function write(result, query) {
  const file = ROOT + result.file.replace(/\.[^.]+$/, ".html");
  const link = make("a", { href: address(file, result.anchor) }, result.name);
  const place = make("p", { class: "find-place" }, result.kind === "text" ? "" : result.page);
  const excerpt = make("p", { class: "find-excerpt" });
  const kind = make("span", { class: "find-kind" }, result.kind.replace("Book ", ""));
  list.append(make("li", {}, link, " ", kind, place, excerpt));
  const page = await load(file);
  if (!page) return;
  const anchored = page.getElementById(result.anchor.slice(1));
  const [target, block] = anchored ? [anchored, contentOf(anchored)] : placeIn(page, query, [...wordsOf(query)]);
  if (!target) return;
  if (target.id) link.href = address(file, "#" + target.id);
  place.textContent = [...(result.kind === "text" ? [] : [result.page]), ...whereIn(target, result.name)].join(" › ");
  excerpt.append(...excerptOf(block, query));
}

/** Write the next results; "Show more" is below as long as there are more. */
async function writeSome(results, query) {
  const written = results.splice(0, SHOWN).map((result) => write(result, query));
  const first = list.children[list.children.length - written.length];
  if (results.length > 0) {
    const more = make("button", { type: "button" }, `Show more (${results.length})`);
    more.addEventListener("click", () => {
      more.remove();
      writeSome(results, query);
    });
    list.after(more);
  }
  if (list.children.length > written.length) first.querySelector("a").focus();
  await Promise.all(written);
  list.dataset.written = list.children.length;
}

function show(query) {
  const results = resultsOf(query);
  const count = results.length === 1 ? "1 place" : `${results.length || "No"} places`;
  status.textContent = results.length ? `${count} found for “${query}”.` : `Nothing found for “${query}”. Try fewer or other words.`;
  status.focus();
  writeSome(results, query.trim());
}

/** Load the index, which no page needs before something is searched for; Search.query goes on when it is there. */
function search(query) {
  document.title = `${query} – ${document.title}`;
  status.textContent = "Searching…";
  Search.deferQuery(query);
  Search.loadIndex(ROOT + "searchindex.js");
  document.body.lastElementChild.addEventListener("error", () => {
    status.textContent = "The index of the search could not be loaded. Look into the index of the book instead.";
  });
}

window.SPHINX_HIGHLIGHT_ENABLED = false; // a result lands on its place; Sphinx would mark each word of the whole page
Search.performSearch = search;
Search.query = show;
offerShortcuts(document);
if (!new URLSearchParams(location.search).get("q")) document.querySelector("article input[name=q]").focus();
