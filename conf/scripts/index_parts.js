/* The index of the search: its parts, as bookcheck.publishing.search_index makes them, each loaded when a word of it is asked for. */
const ROOT = document.documentElement.dataset.content_root;
const AROUND = 3; // parts that are read for the words that begin with a word, at most
const loaded = new Map(); // file -> promise of what it holds

function load(name) {
  const read = (answer) => (answer.ok ? answer.json() : Promise.reject(new Error(`${answer.status} for ${name}`)));
  if (!loaded.has(name)) loaded.set(name, fetch(`${ROOT}find/${name}.json`, { cache: "no-cache" }).then(read));
  return loaded.get(name);
}

/** The list of the parts. */
export const parts = () => load("parts");

/** A word in small letters without its ending, in American spelling; search_index does the same. */
export function stem(word) {
  if (!/^[a-z]+$/.test(word) || word.length < 4) return word;
  if (word.length > 5) word = word.replace(/our/g, "or").replace(/(?<=[a-z]{2})is(?=(?:e|ed|es|ing|er|ers|ation|ations)$)/, "iz");
  word = word.replace(/ies$/, "y").replace(/(?<=[^suio])s$/, "");
  if (word.length > 5) word = word.replace(/(?:ing|ed)$/, "");
  return word.replace(/e$/, "").replace(/([b-df-hj-np-tv-z])\1$/, "$1");
}

/** The words of a text, stemmed, in their order; a version such as 3.12 is one word. */
export const wordsOf = (text) => unstemmed(text).map(stem);

/** The words of a text in small letters. */
export const unstemmed = (text) => text.toLowerCase().match(/\d+(?:\.\d+)+|[\p{L}\p{N}_]+|\*+/gu) ?? [];

/** The place of `word` in a list in the order of the alphabet: that of the last entry that is not after it. */
function placeOf(word, firsts) {
  let [low, high] = [0, firsts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firsts[middle] <= word) low = middle + 1;
    else high = middle;
  }
  return Math.max(low - 1, 0);
}

/** What is known of a word: `{ worth, names, weights }`, or undefined. */
export async function known(word) {
  const { words } = await parts();
  const entry = (await load(`words-${placeOf(word, words)}`))[word];
  return entry && { worth: entry[0], names: entry[1], weights: entry[2] };
}

/** The names under the words that begin with `word`. */
export async function namesBeginning(word) {
  const { words } = await parts();
  const from = placeOf(word, words);
  const numbers = [from];
  for (let at = from + 1; at < from + AROUND && words[at]?.startsWith(word); at++) numbers.push(at);
  const read = await Promise.all(numbers.map((number) => load(`words-${number}`)));
  return read.flatMap((part) => Object.entries(part)).flatMap(([key, entry]) => (key.startsWith(word) ? entry[1] : []));
}

/** The row of a section: its file, its anchor, its heading and the title of its page. */
export async function sectionAt(number) {
  const { table } = await parts();
  return (await load(`sections-${Math.floor(number / table)}`))[number % table];
}

/** How many letters must be changed, left out, put in or swapped to make one word of another, or more than `most`. */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[other.length];
}

/** Words of the book that are spelled nearly like `word`, the likeliest first; two at most. */
export async function spelledLike(word) {
  const most = word.length < 4 ? 0 : word.length < 7 ? 1 : 2;
  if (most === 0 || /^[\d.]+$/.test(word)) return [];
  const { spellings } = await parts();
  const numbers = new Set();
  for (const start of [word, word[1] + word[0] + word.slice(2)]) {
    const at = placeOf(start, spellings);
    for (const number of [at - 1, at, at + 1]) if (number in spellings) numbers.add(number);
  }
  const lists = await Promise.all([...numbers].map((number) => load(`spellings-${number}`)));
  const near = lists
    .flat()
    .map(([other, worth]) => ({ other, worth, far: distance(word, other, most) }))
    .filter(({ far }) => far <= most);
  near.sort((one, other) => one.far - other.far || other.worth - one.worth || (one.other < other.other ? -1 : 1));
  return near.slice(0, 2).map(({ other }) => other);
}
