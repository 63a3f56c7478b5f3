/* What the marks of claims and laws say about the reader's Python. */

/** Name that Python where a claim is not about it. */
export function tellClaims(root) {
  const marks = [...root.querySelectorAll(".claim-no")];
  const tell = () => marks.forEach((mark) => (mark.textContent = `not on your ${document.documentElement.dataset.python}`));
  if (!marks.length) return;
  tell();
  document.addEventListener("pythonchange", tell);
}

/** Say in the tooltip of a law what was counted there; without JavaScript it says what was on the newest. */
export function tellFigures(root) {
  const marks = [...root.querySelectorAll(".law[data-figures]")];
  const tell = () => {
    const { python } = document.documentElement.dataset;
    for (const { dataset, firstElementChild } of marks) {
      const figures = dataset.figures.split(" | ").map((line) => line.split(/ (.*)/));
      const words = Object.fromEntries(figures)[python] ?? "is about other Pythons than yours";
      firstElementChild.title = `${dataset.law} – ${words}`;
    }
  };
  if (!marks.length) return;
  tell();
  document.addEventListener("pythonchange", tell);
}
