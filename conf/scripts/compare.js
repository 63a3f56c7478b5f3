/* What changed: the difference between the outputs of any two Pythons. */
import { linesOf, make, outputsOf, outputShown } from "./elements.js";
import { compare, show } from "./difference.js";

/** Add the comparison to each example of `root` that has more than one output. */
export function addComparisons(root) {
  for (const figure of root.querySelectorAll("figure.example:not(.example-live)")) {
    if (outputsOf(figure).length > 1) addComparison(figure);
  }
}

function addComparison(figure) {
  const outputs = outputsOf(figure);
  const names = outputs.map((output) => output.dataset.name);
  const older = chooser("from", names);
  const newer = chooser("to", names);
  const result = make("div", { class: "compare-result", role: "status" });
  const fold = make(
    "details",
    { class: "example-compare" },
    make("summary", {}, `What changed: ${names.length} different outputs`),
    make("div", { class: "compare-choice" }, older, newer),
    result,
  );

  const update = () => {
    const [from, to] = [older, newer].map((label) => Number(label.control.value));
    const between = outputs.slice(Math.min(from, to) + 1, Math.max(from, to) + 1);
    result.replaceChildren(...reasons(between), ...describe(outputs[from], outputs[to]));
  };
  const start = () => {
    const mine = Math.max(0, outputs.indexOf(outputShown(figure)));
    const [from, to] = mine + 1 < outputs.length ? [mine + 1, mine] : [mine, mine - 1];
    older.control.value = from;
    newer.control.value = to;
    update();
  };

  fold.addEventListener("toggle", () => fold.open && !result.firstChild && start());
  fold.addEventListener("change", update);
  document.addEventListener("pythonchange", () => (fold.open ? start() : result.replaceChildren()));
  figure.append(fold);
}

function chooser(words, names) {
  const select = make("select", {}, ...names.map((name, at) => make("option", { value: at }, name)));
  return make("label", {}, `${words} `, select);
}

/** Why outputs differ from their newer neighbors, the oldest reason first: an older output says what came after it. */
function reasons(outputs) {
  const said = outputs.reverse().flatMap((output) => [...output.querySelectorAll(":scope > .example-why")]);
  return said.map((sentence) => sentence.cloneNode(true));
}

function describe(a, b) {
  if (a === b) return [make("p", {}, "You compare an output with itself.")];
  const difference = compare(linesOf(a), linesOf(b));
  const changed = difference.some(([sign]) => sign !== " ");
  const ending = [a, b].map((output) => output.dataset.ending ?? "ends well");
  const said = [];
  if (ending[0] !== ending[1]) said.push(make("p", {}, `It ${ending[0]} there, and ${ending[1]} here.`));
  if (changed) said.push(show(difference));
  else if (!said.length) said.push(make("p", {}, "They differ in the newline at the end alone."));
  return said;
}
