/* Predict: the reader writes a guess, opens the output, and sees where the two part. Nothing is kept or sent. */
import { linesOf, make, outputsOf, outputShown } from "./elements.js";
import { compare, show } from "./difference.js";

let made = 0;

/** Give each question of `root` a place for the answer. */
export function addGuesses(root) {
  for (const question of root.querySelectorAll(".example-question")) addGuess(question);
}

/** Call an output what it is, once there is nothing to hide. */
function name(output) {
  const title = output.querySelector("summary").firstChild;
  title.data = `Output on ${output.dataset.name} `;
}

function addGuess(question) {
  const figure = question.parentElement;
  const id = `guess-${++made}`;
  const guess = make("textarea", { id, rows: 2, spellcheck: "false", autocapitalize: "off", autocomplete: "off" });
  const result = make("div", { class: "guess-result", role: "status" });
  const form = make(
    "form",
    { class: "example-guess" },
    make("label", { for: id }, "Your guess"),
    guess,
    make("button", { type: "submit" }, "Show the output"),
  );
  question.after(form, result);

  const judge = () => {
    const output = outputShown(figure);
    const guessed = guess.value.replace(/\s+$/, "");
    if (!output) return result.replaceChildren(make("p", {}, "Your Python does not run it; open what others wrote."));
    if (!guessed) return result.replaceChildren();
    const difference = compare(guessed.split("\n").map((line) => line.trimEnd()), linesOf(output));
    const right = difference.filter(([sign]) => sign === " ").length;
    const all = difference.filter(([sign]) => sign !== "-").length;
    const verdict = difference.every(([sign]) => sign === " ") ? "Exactly right." : `${right} of ${all} lines right.`;
    result.replaceChildren(make("p", {}, verdict), ...(right === difference.length ? [] : [show(difference)]));
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    question.dataset.answered = "";
    for (const output of outputsOf(figure)) name(output);
    const output = outputShown(figure);
    if (output) output.open = true;
    judge();
  });
  document.addEventListener("pythonchange", () => "answered" in question.dataset && judge());
}
