/* Excerpts of a page that has been fetched: what is at a place, in which section, and where some words are. */
import { make } from "./elements.js";

const LENGTH = 220; // characters of an excerpt
const BLOCKS = "p, dt, dd, li, td, figcaption, pre, h2, h3";
const UNREAD = ".headerlink, .claim, .claim-answers, .linenos, script, style, summary, title, desc";

/** The text of an element as one reads it, on one line. */
function textOf(element) {
  const copy = element.cloneNode(true);
  for (const part of copy.querySelectorAll(UNREAD)) part.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}

/** The block of an element of a page that has `query`, or else most of its words, and the element to land on: prose before code. */
export function placeIn(area, query, words) {
  const blocks = [...area.querySelectorAll(`:is(${BLOCKS})`)];
  const texts = new Map(blocks.map((block) => [block, block.textContent.toLowerCase()]));
  const asked = query.toLowerCase();
  const worth = (text) => (text.includes(asked) ? words.length : 0) + words.filter((word) => text.includes(word)).length;
  const best = Math.max(...blocks.map((block) => worth(texts.get(block))));
  const matching = best > 0 ? blocks.filter((block) => worth(texts.get(block)) === best) : [];
  const block = matching.find(({ localName }) => localName !== "pre") ?? matching[0];
  return block ? [block.closest("article [id]") ?? block, block] : [];
}

/** The headings of the sections around an element, without that of the page and without `name`. */
export function whereIn(element, name) {
  const headings = [];
  for (let at = element.closest("section"); at; at = at.parentElement.closest("section")) {
    const heading = at.querySelector(":scope > :is(h2, h3)");
    if (heading) headings.unshift(textOf(heading));
  }
  return headings.filter((title) => title !== name);
}

/** What a reader finds at an element: its caption, its definition, the first paragraph of its section, or itself. */
export function contentOf(element) {
  if (element.matches("section")) return element.querySelector(":scope > p, :scope > figure figcaption") ?? element;
  if (element.matches("dt")) return element.parentElement.querySelector(`[id="${CSS.escape(element.id)}"] ~ dd`) ?? element;
  if (element.matches("figure")) return element.querySelector(".example-caption, figcaption") ?? element;
  return textOf(element) || !element.nextElementSibling ? element : contentOf(element.nextElementSibling);
}

/** The row or item of a table or a list that has the query, or else the whole of it. */
function partWith(block, query) {
  const parts = block.matches("table, ul, ol") || block.querySelector(":scope > table") ? block.querySelectorAll("tr, li") : [];
  return [...parts].find((part) => part.textContent.toLowerCase().includes(query.toLowerCase())) ?? block;
}

/** What to mark in a text: the query, or, if it is not there as it was typed, each word that begins with one of its words. */
function patternOf(query, text) {
  const escape = (word) => word.replace(/[^\p{L}\p{N}_\s]/gu, "\\$&");
  if (text.toLowerCase().includes(query.toLowerCase())) return new RegExp(escape(query), "gi");
  return new RegExp(`(?<!\\w)(?:${query.match(/[\p{L}\p{N}_]+/gu)?.join("|") ?? "$^"})\\w*`, "gi");
}

/** Text around the first place where a block has the query, each such place marked: nodes to append. */
export function excerptOf(block, query) {
  const text = textOf(partWith(block, query));
  const pattern = patternOf(query, text);
  const at = Math.max(text.search(pattern), 0);
  const start = at < LENGTH / 2 ? 0 : text.indexOf(" ", at - LENGTH / 2) + 1;
  const end = start + LENGTH < text.length ? text.lastIndexOf(" ", start + LENGTH) : text.length;
  const cut = text.slice(start, Math.max(end, at + query.length));
  const nodes = [start > 0 ? "… " : ""];
  let last = 0;
  for (const { index, 0: match } of cut.matchAll(pattern)) {
    nodes.push(cut.slice(last, index), make("mark", {}, match));
    last = index + match.length;
  }
  return [...nodes, cut.slice(last), end < text.length ? " …" : ""];
}
