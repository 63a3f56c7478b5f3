/* Elements made by script, and what of a page they are made from. */

/** Make an element: `make("button", { type: "button" }, "Copy")`. A child is an element or text. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** The lines of a block of code, without the numbers that a page puts before them. */
export function codeOf(pre) {
  const copy = pre.cloneNode(true);
  for (const number of copy.querySelectorAll(".linenos")) number.remove();
  return copy.textContent.replace(/\n+$/, "").split("\n");
}

/** The outputs of an example, the newest first. */
export function outputsOf(figure) {
  return [...figure.querySelectorAll(":scope > .example-output")];
}

/** The output that the reader's Python wrote, or undefined if it does not run the example. */
export function outputShown(figure) {
  const mine = document.documentElement.dataset.python;
  return outputsOf(figure).find((output) => output.dataset.pythons.split(" ").includes(mine));
}

/** What a reader sees of an output: command lines, and what each wrote. */
export function linesOf(output) {
  return [...output.querySelectorAll(":scope > :is(.example-command, .example-text) pre")].flatMap(codeOf);
}
