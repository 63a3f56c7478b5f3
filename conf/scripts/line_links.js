/* Source to output: a line of a program, and what it became, light each other.

   The page says what belongs together: elements of one `data-program` that share a word of `data-line`. They light
   while the mouse is on one of them, and for as long as one is chosen by a tap or with the arrow keys. */
import { make } from "./elements.js";

const LIT = "lit";
const HINT = "Up and down arrow: show what a line became, and the line it came from. Escape ends it.";

let pointed = null;
let chosen = null;
let status;

/** Link the lines of `root` that have partners. */
export function addLinking(root) {
  const blocks = new Set([...root.querySelectorAll("[data-line]")].map(blockOf));
  if (!blocks.size) return;
  for (const block of blocks) block.setAttribute("aria-description", HINT);
  status = make("p", { class: "linking-status", role: "status" });
  root.querySelector("article").append(status);

  root.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType === "mouse") light((pointed = lineOf(target)) ?? chosen);
  });
  root.documentElement.addEventListener("pointerleave", () => light((pointed = null) ?? chosen));
  root.addEventListener("click", ({ target, pointerType }) => {
    const line = lineOf(target);
    if (pointerType !== "mouse") choose(line === chosen ? null : line);
  });
  root.addEventListener("keydown", onKey);
  root.addEventListener("focusout", ({ target }) => chosen && target === blockOf(chosen) && choose(null));
  root.addEventListener("pythonchange", () => choose(chosen && partnersOf(chosen).length ? chosen : null));
}

/** The line that `target` is in, or null. */
function lineOf(target) {
  return target.closest?.("[data-line]") ?? null;
}

/** What the keyboard reaches a line by: the block that scrolls. */
function blockOf(line) {
  return line.closest("pre, .scroller");
}

function words(line) {
  return line.dataset.line.split(" ");
}

/** Every line in sight that is about the same as `line`, itself among them; none if it is alone. */
function partnersOf(line) {
  const program = CSS.escape(line.closest("[data-program]").dataset.program);
  const same = words(line).map((word) => `[data-program="${program}"] [data-line~="${CSS.escape(word)}"]`);
  const partners = [...document.querySelectorAll(same.join())].filter((partner) => partner.checkVisibility());
  return partners.some((partner) => blockOf(partner) !== blockOf(line)) || line.matches("tr") ? partners : [];
}

function light(line) {
  for (const lit of document.querySelectorAll(`.${LIT}`)) lit.classList.remove(LIT);
  for (const partner of line ? partnersOf(line) : []) partner.classList.add(LIT);
}

/** Light `line` until another is chosen, and say what it is about. */
function choose(line) {
  chosen = line;
  pointed = null;
  light(line);
  const block = line && blockOf(line);
  const others = line ? partnersOf(line).filter((other) => blockOf(other) !== block && !other.matches(".trace-line")) : [];
  status.textContent = others.length ? `Line ${line.dataset.line}: ${others.map(textOf).join("; ")}` : "";
  line?.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
}

/** What is said of a line; of a step, its instruction alone. */
function textOf(line) {
  return (line.cells?.[2] ?? line).textContent.replace(/\s+/g, " ").trim();
}

function onKey(event) {
  if (event.key === "Escape") return choose(null);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const block = event.target.matches?.("pre, .scroller") && event.target;
  if (!step || !block || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const lines = [...block.querySelectorAll("[data-line]")].filter((line) => partnersOf(line).length);
  const at = lines.indexOf(chosen);
  const next = at < 0 ? (step > 0 ? 0 : lines.length - 1) : at + step;
  if (!lines[next]) return; // beyond the ends, the page scrolls as ever
  event.preventDefault();
  choose(lines[next]);
}
