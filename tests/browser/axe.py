"""What axe finds in a page. All of its rules, or fewer on pages that are many: which, is written here.

`violations(page)` runs every rule of axe on every element.
`violations_of_many(page)` is for pages that hold what others hold too. It leaves out nothing but this:

- `color-contrast`, three quarters of the time, looks at one text of each kind in the page: of each colour, size and
  weight on each ground. Whether a text is readable depends on nothing else.
- In a block of code, tokens of a kind that the page has shown already are plain text to all rules.

A page that is looked at in several ways, by light and by dark, has its kinds marked in each of them before the tokens
are left out: `mark_kinds` in each, then `leave_out_tokens`, then `violations_of_kinds` in each.
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

_RUN = """async ([rules, way]) => {
  const only = rules ? {runOnly: rules} : {};
  axe.configure({rules: [{id: 'color-contrast', selector: way === null ? '*' : `[data-kind~="${way}"]`}]});
  const {violations} = await axe.run(document, {resultTypes: ['violations'], ...only});
  return violations.map(({id, impact, nodes}) =>
    `${id} (${impact}), ${nodes.length} times: ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary}`);
}"""

_MARK_KINDS = """way => {
  const seen = new Set();
  const grounds = new Map();
  const own = element => {
    const {backgroundColor, backgroundImage, opacity} = getComputedStyle(element);
    const special = opacity !== '1' || backgroundImage !== 'none' ? `${opacity},${backgroundImage},` : '';
    if (backgroundColor.startsWith('rgb(')) return special + backgroundColor;
    const below = element.parentElement ? ground(element.parentElement) : '';
    return special + (backgroundColor === 'rgba(0, 0, 0, 0)' ? below : `${backgroundColor},${below}`);
  };
  const ground = element => {
    if (!grounds.has(element)) grounds.set(element, own(element));
    return grounds.get(element);
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !element.checkVisibility() || element.closest('svg')) continue;
    const {color, fontSize, fontWeight} = getComputedStyle(element);
    const kind = [color, fontSize, fontWeight, ground(element)].join('/');
    if (!seen.has(kind)) element.dataset.kind = `${element.dataset.kind ?? ''} ${way}`;
    seen.add(kind);
  }
  return seen.size;
}"""

_LEAVE_OUT_TOKENS = """() => {
  const tokens = [...document.querySelectorAll('pre span[class]:not([data-line]):not([data-kind])')];
  // All are looked at before any goes: to look at one lays out what has changed.
  const repeated = tokens.filter(token => !token.firstElementChild && token.checkVisibility());
  for (const token of repeated) token.replaceWith(...token.childNodes);
}"""


def violations(page: Page) -> list[str]:
    """Return what axe finds, of any impact: the rule, how bad it is, how often, where first, and what would fix it."""
    page.evaluate(AXE_SCRIPT)
    return list(page.evaluate(_RUN, [None, None]))


def violations_of_many(page: Page) -> tuple[list[str], int]:
    """Return what axe finds with all its rules, and how many kinds of text it looked at.

    The page is not the same afterwards.
    """
    kinds = mark_kinds(page, "as-it-is")
    leave_out_tokens(page)
    return violations_of_kinds(page, "as-it-is"), kinds


def mark_kinds(page: Page, way: str) -> int:
    """Mark one text of each kind in the page as it looks now, which is called ``way``; return how many there are."""
    return int(page.evaluate(_MARK_KINDS, way))


def leave_out_tokens(page: Page) -> None:
    """Make plain text of each token of code that is marked in no way."""
    page.evaluate(_LEAVE_OUT_TOKENS)
    page.evaluate(AXE_SCRIPT)


def violations_of_kinds(page: Page, way: str, rules: Sequence[str] | None = None) -> list[str]:
    """Return what axe finds with ``rules``, all if none are named, in a page whose texts are marked for ``way``."""
    return list(page.evaluate(_RUN, [rules and list(rules), way]))
