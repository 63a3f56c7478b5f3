"""What axe finds in a page. All of its rules, or fewer on pages that are many: which, is written here.

`violations(page)` runs every rule of axe on every element.
`violations_of_many(page)` is for pages that hold what others hold too. It leaves out nothing but this:

- `color-contrast`, three quarters of the time, looks at one text of each kind in the page: of each colour, size and
  weight on each ground. Whether a text is readable depends on nothing else.
- In a block of code, tokens of a kind that the page has shown already are plain text to all rules.
"""

from collections.abc import Sequence

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RULES_OF_LAYOUT = (
    "color-contrast",
    "css-orientation-lock",
    "hidden-content",
    "link-in-text-block",
    "meta-viewport",
    "region",
    "scrollable-region-focusable",
    "target-size",
)
"""The rules whose answer depends on how wide the page is or on its colours; all others read the elements alone."""

_RUN = """async rules => {
  const only = rules ? {runOnly: rules} : {};
  const {violations} = await axe.run(document, {resultTypes: ['violations'], ...only});
  return violations.map(({id, impact, nodes}) =>
    `${id} (${impact}), ${nodes.length} times: ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary}`);
}"""

_ONE_OF_EACH_KIND = """() => {
  const seen = new Set();
  const ground = element => {
    const parts = [];
    for (let each = element; each; each = each.parentElement) {
      const {backgroundColor, backgroundImage, opacity} = getComputedStyle(each);
      if (opacity !== '1' || backgroundImage !== 'none') parts.push(opacity, backgroundImage);
      if (backgroundColor === 'rgba(0, 0, 0, 0)') continue;
      parts.push(backgroundColor);
      if (backgroundColor.startsWith('rgb(')) break;
    }
    return parts.join();
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const repeated = [];
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !element.checkVisibility() || element.closest('svg')) continue;
    const {color, fontSize, fontWeight} = getComputedStyle(element);
    const kind = [color, fontSize, fontWeight, ground(element)].join('/');
    if (!seen.has(kind)) element.dataset.kind = '';
    else if (element.matches('pre span[class]:not([data-line])') && !element.firstElementChild) repeated.push(element);
    seen.add(kind);
  }
  for (const token of repeated) if (!('kind' in token.dataset)) token.replaceWith(...token.childNodes);
  axe.configure({rules: [{id: 'color-contrast', selector: '[data-kind]'}]});
  return seen.size;
}"""


def violations(page: Page) -> list[str]:
    """Return what axe finds, of any impact: the rule, how bad it is, how often, where first, and what would mend it."""
    page.evaluate(AXE_SCRIPT)
    return list(page.evaluate(_RUN, None))


def violations_of_many(page: Page, rules: Sequence[str] | None = None) -> tuple[list[str], int]:
    """Return what axe finds with ``rules``, all if none are named, and how many kinds of text it looked at.

    The page is not the same afterwards.
    """
    page.evaluate(AXE_SCRIPT)
    kinds = page.evaluate(_ONE_OF_EACH_KIND)
    return list(page.evaluate(_RUN, rules and list(rules))), kinds
