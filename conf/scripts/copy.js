/* Copy and save: the whole program, also where the page shows a part of it. Never a prompt, never an output. */
import { codeOf, make } from "./elements.js";

const LICENSE = "MIT-0";
const SAID_FOR = 4000; // milliseconds

/** Add the buttons to each program and each command of `root`. */
export function addCopyButtons(root) {
  for (const source of root.querySelectorAll(".example-source")) addToProgram(source);
  for (const block of root.querySelectorAll(".highlight-console")) addToCommands(block);
}

function addToProgram(source) {
  const figure = source.closest("figure.example");
  const file = source.dataset.file;
  const excerpt = "excerpt" in source.dataset;
  const whole = excerpt ? figure.querySelector(`.example-whole > .example-source[data-file="${file}"]`) : source;
  const text = () => codeOf(whole.querySelector("pre")).join("\n") + "\n";
  const checked = figure.querySelector(".example-checked")?.textContent ?? "checked on every Python";
  const what = excerpt ? "the whole program" : file;
  addButtons(source, [
    ["Copy", `Copy ${what}: ${checked}, license ${LICENSE}`, () => copy(text()), `Copied ${what}; ${checked}; ${LICENSE}`],
    ["Save", `Save ${what} as a file`, () => save(text(), file), `Saved ${file}; ${checked}; ${LICENSE}`],
  ]);
}

function addToCommands(block) {
  const typed = () => codeOf(block.querySelector("pre")).filter((line) => line.startsWith("$ ")).map((line) => line.slice(2));
  if (typed().length === 0) return;
  addButtons(block, [["Copy", "Copy the command", () => copy(typed().join("\n") + "\n"), "Copied the command"]]);
}

function addButtons(block, actions) {
  const status = make("span", { class: "copy-status", role: "status" });
  const buttons = actions.map(([name, title, act, done]) => {
    const button = make("button", { type: "button", title, "aria-label": title }, name);
    button.addEventListener("click", async () => {
      status.textContent = await act().then(() => done, (error) => `Not done: ${error.message}`);
      setTimeout(() => (status.textContent = ""), SAID_FOR);
    });
    return button;
  });
  block.append(make("div", { class: "copy-buttons" }, status, ...buttons));
}

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  throw new Error("this browser lets a page copy over https only; use Save");
}

async function save(text, file) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/x-python" }));
  make("a", { href: url, download: file.split("/").at(-1) }).click();
  URL.revokeObjectURL(url);
}
