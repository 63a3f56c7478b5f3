/* A row of Pythons to press: the reader's choice of one, at the example that shows what it changes. */
import { make, outputsOf, outputShown } from "./elements.js";

/** Add the row to each example of `root` that asks for one, and the sentence that says what changed. */
export function addLive(root) {
  for (const figure of root.querySelectorAll("figure.example-live")) addRow(figure);
}

function addRow(figure) {
  const select = document.querySelector("select[data-choose-python]");
  const released = [...select.options].map(({ value }) => value).filter((tag) => /^[\d.]+$/.test(tag)).reverse();
  const buttons = released.map((tag) => {
    const button = make("button", { type: "button", value: tag }, tag);
    button.addEventListener("click", () => {
      select.value = tag;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    });
    return button;
  });
  const row = make("div", { class: "live-pythons", role: "group", "aria-label": figure.querySelector(".example-live-title").textContent }, ...buttons);
  const changed = make("div", { class: "live-changed", role: "status" });
  const [first] = outputsOf(figure);
  first.before(row);
  figure.append(changed);

  const update = () => {
    for (const button of buttons) button.setAttribute("aria-pressed", button.value === document.documentElement.dataset.python);
    changed.replaceChildren(...reasons(figure));
  };
  document.addEventListener("pythonchange", update);
  update();
}

/** What made the output of the reader's Python; of the oldest output, what ended it. */
function reasons(figure) {
  const outputs = outputsOf(figure);
  const at = outputs.indexOf(outputShown(figure));
  const said = (outputs[at + 1] ?? outputs.at(-1)).querySelectorAll(":scope > .example-why");
  return at < 0 ? [] : [...said].map((sentence) => sentence.cloneNode(true));
}
