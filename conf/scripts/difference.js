/* The difference between two lists of lines. */
import { make } from "./elements.js";

const CONTEXT = 2;

/**
 * Compare two lists of lines: `[[" ", line], ["-", line], ["+", line], …]`, by their longest common subsequence.
 * Time and memory are the product of the lengths; an output of the book has some thirty lines.
 */
export function compare(before, after) {
  const common = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      common[i][j] = before[i] === after[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  const lines = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      lines.push([" ", before[i++]]);
      j++;
    } else if (j === after.length || (i < before.length && common[i + 1][j] >= common[i][j + 1])) {
      lines.push(["-", before[i++]]);
    } else {
      lines.push(["+", after[j++]]);
    }
  }
  return lines;
}

/** Return an element that shows what `compare` returned: a sign before each line, and only a few of the lines that are the same. */
export function show(lines) {
  const block = make("pre", { tabindex: "0", class: "difference" });
  const near = lines.map((_, at) => lines.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some(([sign]) => sign !== " "));
  let left = 0;
  const say = () => {
    if (left) block.append(make("span", { class: "difference-left" }, `  (${left} the same)\n`));
    left = 0;
  };
  lines.forEach(([sign, line], at) => {
    if (!near[at]) {
      left++;
      return;
    }
    say();
    block.append(make({ "-": "del", "+": "ins", " ": "span" }[sign], {}, `${sign} ${line}\n`));
  });
  say();
  return block;
}
