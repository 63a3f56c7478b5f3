/* Find: what a reader asks for, the best first, each with its place and an excerpt.

   The words of the query are looked up in the parts of the index. What has a name like the query comes first, then the
   sections that say most about its words. */
import { contentOf, excerptOf, placeIn, whereIn } from "./excerpt.js";
import { known, namesBeginning, parts, sectionAt, spelledLike, stem, unstemmed, wordsOf } from "./index_parts.js";
import { make } from "./elements.js";
import { offerShortcuts } from "./shortcut.js";

const ROOT = document.documentElement.dataset.content_root;
const SHOWN = 10; // results at a time
const MOST = 60; // results at all
const UNKNOWN = 60; // the worth of a word that the book does not have
const LEAST = 0.3; // of the words' worth, what a section must have
const ABOUT = "about the book"; // the kind of a heading of a page that is in no chapter
const ORDER = { term: 5, subject: 3, "book example": 2, section: 1, page: 1, [ABOUT]: 0 }; // others: 4
const CALLED = { instruction: ["opcode"], option: ["flag", "switch"], keyword: ["statement"], exception: ["error"] };
const [status, list] = [".find-status", ".find-results"].map((name) => document.querySelector(name));
const pages = new Map(); // file -> promise of its document, or of null

/** How near a name is to the words asked for: 4 the same, 3 begins with them, 2 has them in their order, 1 has each, 0 not. */
function closeness(named, asked) {
  const [name, query] = [named.join(" "), asked.join(" ")];
  if (name === query) return 4;
  if (name.startsWith(query + " ")) return 3;
  if (` ${name} `.includes(` ${query} `)) return 2;
  const starts = ` ${name} ${name.replaceAll("_", " ")}`;
  return asked.every((word) => starts.includes(` ${word}`)) ? 1 : 0;
}

/** How near a name of some kind is to what was asked for, which may say the kind too: "dis module". */
function nearness(name, kind, { typed, raw, words, told, stop }) {
  const numbered = /^[§\s]*\d+(?:\.\d+)+\s+/; // a section is asked for by its title; its number may be a version of Python
  const named = wordsOf(name.replace(numbered, ""));
  if (words.length === 0) return name === typed ? 4 : 0;
  if (unstemmed(name).join(" ") === raw.join(" ")) return 4;
  const whole = Math.max(closeness(named, words), closeness(named, told));
  const kinds = [kind, ...(CALLED[kind] ?? [])].map(stem);
  const rest = words.filter((word) => !kinds.includes(word));
  const ofKind = rest.length && rest.length < words.length ? closeness(named, rest) : 0;
  const bare = closeness(
    named.filter((word) => !stop.has(word)),
    told,
  );
  const inside = named.map((word) => stem(word.replace(/^_+|_+$/g, "")));
  const dunder = inside.join(" ") === words.join(" ") ? 2.9 : 0; // pycache, written __pycache__
  return Math.max(whole === 4 ? 3.9 : whole, ofKind, bare === 4 ? 3.5 : bare, dunder) || (numbered.test(name) ? Math.min(closeness(wordsOf(name), told), 1) : 0);
}

/** The score of a name: the nearer it is the higher; then a term before a name before an example before a heading.
    A name of the API reference comes after all that the book has by a name like it. */
function rankName({ name, kind }, asked, late) {
  const near = nearness(name, kind, asked);
  if (near === 0) return 0;
  if (kind.startsWith("API ")) {
    const last = closeness(wordsOf(name.split(".").pop()), asked.words);
    return last === 4 && asked.typed.includes("_") ? 2950 - late : 1000 + 100 * last - late;
  }
  const order = ORDER[kind.toLowerCase()] ?? 4;
  const exact = [name, name.replace("()", "")].includes(asked.typed) ? 50 : 0; // -I is not -i
  const about = kind === ABOUT && near < 4 ? 900 : 0;
  return 1000 * near + exact + 5 * order - about - late;
}

/** The words of a query in other spellings: as the book spells them, then with two of them written as one. */
async function spellingsOf(raw) {
  const words = raw.map(stem);
  const joined = words.slice(1).flatMap((_, at) => ["", "_"].map((between) => words.toSpliced(at, 2, stem(raw[at] + between + raw[at + 1]))));
  const isKnown = await Promise.all(joined.map((way, index) => known(way[index >> 1])));
  let ways = [[]];
  for (const word of words) {
    let others = (await known(word)) ? [word] : await spelledLike(word);
    if (others.length === 0) others = [word.includes("_") ? word.replaceAll("_", " ").trim() : word];
    ways = ways.flatMap((before) => others.map((other) => [...before, ...other.split(" ")])).slice(0, 4);
  }
  return [...ways, ...joined.filter((_, index) => isKnown[index])];
}

/** How much each section says about the words, from 0 to 1: number -> worth. A word of the book's that is in a section
    counts the more the fewer sections have it, and words that stand together count again. */
async function textsOf(words) {
  const single = await Promise.all([...new Set(words)].map(known));
  const pairs = await Promise.all(words.slice(1).map((word, at) => known(`${words[at]} ${word}`)));
  const all = single.reduce((sum, entry) => sum + (entry?.worth ?? UNKNOWN), 0);
  const sums = new Map(); // section -> { share: of the words, weight, together: share of the pairs }
  const add = (entries, what, share) => {
    for (const entry of entries.filter(Boolean))
      for (let at = 0; at < entry.weights.length; at += 2) {
        const [number, weight] = entry.weights.slice(at, at + 2);
        const sum = sums.get(number) ?? { share: 0, weight: 0, together: 0 };
        sum.weight += (share(entry) * weight) / 44;
        sum[what] += what === "share" ? share(entry) : share(entry) * Math.min(1, 0.6 + weight / 25);
        sums.set(number, sum);
      }
  };
  add(single, "share", ({ worth }) => worth / all);
  add(pairs, "together", () => 1 / pairs.length);
  const worth = ({ share, weight, together }) => share ** 2 * (0.3 + 0.35 * weight + 0.35 * together);
  return new Map([...sums].filter(([, { share }]) => share > LEAST).map(([number, sum]) => [number, worth(sum)]));
}

/** What the index has for some words: a result for each name and each section, with its score. */
async function lookUp(asked) {
  const { sections } = await parts();
  const namesOf = async (word) => (word.length > 2 ? namesBeginning(word) : ((await known(word))?.names ?? []));
  const [texts, names] = await Promise.all([textsOf(asked.told), Promise.all((asked.told.length ? asked.told : [asked.typed]).map(namesOf))]);
  const results = names.flat().map(([name, kind, number, anchor, shown]) => {
    const score = rankName({ name, kind }, asked, number / sections);
    return { name: shown ?? name, kind, number, anchor: anchor && "#" + anchor, score: score && score + 2 * (texts.get(number) ?? 0) };
  });
  const phrase = asked.told.length > 2 ? 3400 : 2400; // a message is quoted, a subject is named
  for (const [number, worth] of texts) results.push({ kind: "text", number, score: phrase * worth - number / sections });
  return results.filter(({ score }) => score > 0);
}

/** What is found, the best first: of each place once, and a section's text only where nothing in it has a name like the query. */
export async function resultsOf(query) {
  const typed = query.trim().replace(/^[$>\s]*python[\d.]*\s+(?=-)/i, ""); // what is asked for is the option
  const stop = new Set((await parts()).stop);
  const raw = unstemmed(typed);
  const results = [];
  for (const [at, words] of (await spellingsOf(raw)).entries()) {
    const told = words.filter((word) => !stop.has(word));
    const more = await lookUp({ typed, raw, words, told: told.length ? told : words, stop });
    results.push(...more.map((result) => ({ ...result, score: result.score - at })));
  }
  results.sort((one, other) => other.score - one.score);
  const [places, near] = [new Set(), new Set()];
  const best = [];
  for (const result of results) {
    const place = `${result.number}${result.anchor ?? ""}`;
    if (best.length === MOST || places.has(place) || (result.kind === "text" && near.has(result.number))) continue;
    places.add(place);
    near.add(result.number);
    best.push(result);
  }
  return Promise.all(best.map(complete));
}

/** A result with its file, its page and its name. */
async function complete(result) {
  const [file, anchor, heading, page] = await sectionAt(result.number);
  return { file, page, anchor: anchor && "#" + anchor, name: heading, ...result };
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
  const file = ROOT + result.file;
  const link = make("a", { href: address(file, result.anchor) }, result.name);
  const place = make("p", { class: "find-place" }, result.page === result.name ? "" : result.page);
  const excerpt = make("p", { class: "find-excerpt" });
  const kind = make("span", { class: "find-kind" }, result.kind.replace("Book ", ""));
  list.append(make("li", {}, link, " ", kind, place, excerpt));
  const page = await load(file);
  if (!page) return;
  const anchored = page.getElementById(result.anchor.slice(1));
  const isText = result.kind === "text" || !anchored;
  const [target, block] = isText ? placeIn(anchored ?? page.querySelector("article"), query, wordsOf(query)) : [anchored, contentOf(anchored)];
  if (!target) return;
  if (target.id) link.href = address(file, "#" + target.id);
  place.textContent = [result.page, ...whereIn(target, result.name)].filter((title) => title !== result.name).join(" › ") || result.page;
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

function show(query, results) {
  const count = results.length === 1 ? "1 place" : `${results.length || "No"} places`;
  status.textContent = results.length ? `${count} found for “${query}”.` : `Nothing found for “${query}”. Try fewer or other words.`;
  status.focus();
  writeSome(results, query.trim());
}

/** Search for what the address asks for; the index is not loaded before. */
async function search(query) {
  for (const field of document.querySelectorAll("input[name=q]")) field.value = query;
  document.title = `${query} – ${document.title}`;
  status.textContent = "Searching…";
  try {
    show(query, await resultsOf(query));
  } catch (error) {
    status.textContent = "The index of the search could not be loaded. Look into the index of the book instead.";
    throw error;
  }
}

offerShortcuts(document);
const asked = new URLSearchParams(location.search).get("q");
if (asked?.trim()) search(asked);
else document.querySelector("article input[name=q]").focus();
