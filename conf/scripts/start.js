/* Chooses the reader's Python, and the color theme, before anything is drawn.

   A classic script, the first thing in <body>: a module would run when the page had been drawn with the wrong output.
   The choice is `data-python` of <html>. It comes from the address (?py=3.11), else from this tab, else from the last
   visit, else it is the newest Python. Whatever cares listens for the event `pythonchange` of `document`. */
"use strict";

(() => {
  const root = document.documentElement;
  const { pythons, newest } = document.currentScript.dataset;
  const known = pythons.split(" ");
  const shown = new CSSStyleSheet();

  root.classList.replace("no-js", "js");
  document.body.dataset.theme = stored("localStorage", "theme") ?? "auto";
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, shown];

  /** What was stored under `key`, or null: a browser may refuse, and a page opened from a folder has no storage. */
  function stored(storage, key) {
    try {
      return window[storage].getItem(key);
    } catch {
      return null;
    }
  }

  function store(storage, value) {
    try {
      window[storage].setItem("python", value);
    } catch {
      // The address keeps the choice all the same.
    }
  }

  /** The tag in the address; "3.14 jit" too, which is how a browser reads a plus that nobody escaped. */
  function addressed() {
    return new URLSearchParams(location.search).get("py")?.trim().replace(" ", "+");
  }

  /** Show what `tag` did, in every example, claim and trace. */
  function show(tag) {
    root.dataset.python = tag;
    const mine = `[data-pythons~="${tag}"]`;
    shown.replaceSync(`@media screen {
      .js figure.example:has(> .example-output${mine}) > .example-output:not(${mine}),
      .js .example-releases > :not([data-python="${tag}"]),
      .js .example-output:not(${mine}) .example-releases,
      .js .claim:not(${mine}) .claim-yes,
      .js .claim${mine} .claim-no { display: none; }
      .js .example-elsewhere${mine} { color: var(--color-foreground-primary); font-weight: 600; }
    }`);
    document.querySelectorAll("details.example-output").forEach(open);
    for (const control of document.querySelectorAll("select[data-choose-python]")) control.value = tag;
  }

  /** Open the output of the reader's Python; one that a question covers stays covered. */
  function open(output) {
    if (output.parentElement.querySelector(":scope > .example-question:not([data-answered])")) return;
    output.open = output.dataset.pythons.split(" ").includes(root.dataset.python);
  }

  /** Put the choice into the address, so that a link shows what its sender saw. */
  function address() {
    const url = new URL(location.href);
    url.searchParams.set("py", root.dataset.python);
    history.replaceState(history.state, "", url);
  }

  /** Take the reader's choice over, here and on the pages to come. What is being read stays where it is. */
  function choose(tag) {
    const read = [...document.querySelectorAll("article :is(h1, h2, h3, p, figure, pre)")].find(
      (element) => element.getBoundingClientRect().bottom > 0 && element.checkVisibility(),
    );
    const before = read?.getBoundingClientRect().top;
    show(tag);
    store("localStorage", tag);
    store("sessionStorage", tag);
    address();
    document.dispatchEvent(new CustomEvent("pythonchange", { detail: tag }));
    if (read?.checkVisibility()) scrollBy({ top: read.getBoundingClientRect().top - before, behavior: "instant" });
  }

  /** Offer the versions of the book, if the page was told that it is one of several, or if Read the Docs says so. */
  function offerVersions() {
    const offer = (how, data) => import("./version_chooser.js").then((versions) => versions[how](data));
    const served = location.protocol !== "file:"; // a browser reads no list from a folder
    if (served && document.querySelector("[data-version]")) offer("offerOurs");
    const known = window.ReadTheDocsEventData;
    if (known) offer("offerTheirs", known.data());
    document.addEventListener("readthedocs-addons-data-ready", ({ detail }) => offer("offerTheirs", detail.data()));
  }

  const asked = [addressed(), stored("sessionStorage", "python"), stored("localStorage", "python"), newest];
  show(asked.find((tag) => known.includes(tag)));
  store("sessionStorage", root.dataset.python);
  address();

  // As the page arrives, before each part of it is drawn.
  const arriving = new MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) {
        if (node.nodeType !== Node.ELEMENT_NODE) continue;
        if (node.matches("details.example-output")) open(node);
        if (node.matches("select[data-choose-python] > option")) node.selected = node.value === root.dataset.python;
      }
    }
  });
  arriving.observe(document.body, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => {
    arriving.disconnect();
    show(root.dataset.python);
    offerVersions();
  });
  document.addEventListener("change", ({ target }) => {
    if (target.matches("select[data-choose-python]")) choose(target.value);
  });
  window.addEventListener("popstate", () => known.includes(addressed()) && show(addressed()));
})();
