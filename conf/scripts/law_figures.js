/* The tooltip of a law says what was counted on the reader's Python; without JavaScript, on the newest. */

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
