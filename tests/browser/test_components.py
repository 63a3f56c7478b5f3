"""The page that shows every component: for everyone, in each state of each control, on paper and without a script."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from bookcheck.pages.book import Book
from bookcheck.programs.runner import Runner
from tests.browser.axe import violations
from tests.browser.component_book import make_component_book
from tests.browser.conftest import OpenPage, Site, serve
from tests.site.real_conf import build
from tests.small_book import ROOT

PAGE = "components.html"
PICTURES = ROOT / "build" / "screenshots"
FLOOR = {"figures": 15, "outputs": 20, "controls": 90}
"""How much the page has at least. Raise it as it grows."""

CONTROLS = "a[href], button, select, textarea, input:not([type=hidden]), summary, [tabindex='0']"

REMEMBER = """controls => {
  const ring = element => {
    const {outline, outlineStyle, boxShadow} = getComputedStyle(element);
    return (outlineStyle === 'none' ? '' : outline) + boxShadow;
  };
  // A switch that is hidden behind its icon shows the focus there.
  window.shownAt = element => element.getBoundingClientRect().width > 1 ? [element] : [...element.labels];
  window.look = element => shownAt(element).map(ring).join();
  document.activeElement.blur();
  window.reachable = [...document.querySelectorAll(controls)].filter(element =>
    element.tabIndex >= 0 && element.checkVisibility({visibilityProperty: true}));
  window.before = new Map(reachable.map(element => [element, look(element)]));
  return reachable.length;
}"""
"""Keep how each control that can take the focus looks without it."""

FOCUSED = """() => {
  const element = document.activeElement;
  const seen = shownAt(element).some(shown => {
    const box = shown.getBoundingClientRect();
    return box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight;
  });
  return [reachable.indexOf(element), element.outerHTML.slice(0, 120), seen && look(element) !== before.get(element)];
}"""
"""Which control has the focus, and whether a reader sees that it has."""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, runner: Runner) -> Book:
    """The book of components."""
    return make_component_book(tmp_path_factory.mktemp("components") / "book", runner)


@pytest.fixture(scope="module")
def site(book: Book) -> Iterator[Site]:
    """Its site."""
    made = build(book, BOOK_VERSION="html")
    assert made.status == 0, made.warnings
    # Itself an old version, beside one that is newer: so the page has the choice, and the notice.
    kinds = {"next": "stable", "html": "old"}
    listed = [{"name": name, "title": f"{name} ({kind})", "kind": kind, "url": "html/"} for name, kind in kinds.items()]
    (made.out.parent / "versions.json").write_text(json.dumps(listed), encoding="utf-8")
    with serve(made.out.parent) as served:
        yield Site(made.out, served.url + "html/")


@pytest.fixture
def tags(book: Book) -> list[str]:
    """The Pythons to choose from."""
    return [python.tag for python in book.pythons]


def open_all(page: Page) -> None:
    """Open what a reader can open."""
    page.evaluate("document.querySelectorAll('article details').forEach(each => each.open = true)")


def answer(page: Page) -> None:
    """Answer each question, wrongly."""
    for form in page.locator(".example-guess").all():
        form.locator("textarea").fill("Python 2.7\nand more")
        form.locator("button").click()


def choose(page: Page, tag: str) -> None:
    page.get_by_label("Your Python").select_option(tag)


def test_the_page_has_every_component(open_page: OpenPage, book: Book) -> None:
    page = open_page(PAGE)
    open_all(page)
    expect(page.get_by_role("combobox", name="Version")).to_be_visible()
    expect(page.get_by_role("complementary", name="Version of the book").locator("p")).to_be_visible()
    wanted = (
        ".example-caption",
        ".example-elsewhere",
        ".example-ending",
        ".example-whole",
        ".example-fold",
        ".example-typed",
        ".example-command",
        ".example-question",
        ".example-why",
        ".example-compare",
        ".copy-buttons",
        ".hll",
        "[data-line]",
        "figure.trace table.trace-steps",
        ".claim",
        "dl.page-header",
        ".table-wrapper",
        "svg.diagram",
        ".admonition.note",
        ".admonition.tip",
        ".admonition.important",
        ".admonition.warning",
        ".admonition.seealso",
        ".highlight-console",
        ".highlight-text",
        "dl.simple",
        "h4",
        "aside.footnote, aside.footnote-list",
    )
    counts = {each: page.locator("article").locator(each).count() for each in wanted}
    assert [each for each, count in counts.items() if not count] == []
    assert page.locator("figure.example").count() >= FLOOR["figures"]
    assert page.locator(".example-output").count() >= FLOOR["outputs"]
    assert book.examples.keys() <= set(page.locator("figure").evaluate_all("all => all.map(f => f.dataset.example)"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_any_state(
    open_page: OpenPage, site: Site, tags: list[str], width: int, scheme: str
) -> None:
    page = open_page(PAGE, width=width, color_scheme=scheme, reduced_motion="reduce")
    found = {"as it comes": violations(page)}
    # What another choice shows is the same elements with other words: each is tried once, the oldest everywhere.
    others = [tag for tag in tags if tag != page.get_by_label("Your Python").input_value()]
    for tag in others if (width, scheme) == (1280, "light") else others[:1]:
        choose(page, tag)
        found[f"{tag} chosen"] = violations(page)
    answer(page)
    open_all(page)
    page.evaluate("navigator.clipboard.writeText = () => Promise.resolve()")
    page.clock.install()  # what was said stays
    for button in page.locator(".copy-buttons button:text-is('Copy')").all():
        button.evaluate("button => button.click()")
    expect(page.locator(".copy-status:not(:empty)").first).to_be_attached()
    found["guesses and outputs compared, all open, all copied"] = violations(page)
    if (width, scheme) in ((1280, "dark"), (390, "light")):  # the real book's are looked at in the other two
        for name in ("claims.html", "index.html"):
            page.goto(site.url + name)
            found[name] = violations(page)
    assert {state: each for state, each in found.items() if each} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_control_is_reached_by_keyboard_and_shows_it(open_page: OpenPage, width: int, scheme: str) -> None:
    page = open_page(PAGE, width=width, color_scheme=scheme, reduced_motion="reduce")
    answer(page)
    open_all(page)
    page.evaluate("scrollTo(0, 0)")
    count = page.evaluate(REMEMBER, CONTROLS)
    assert count >= FLOOR["controls"]
    reached: set[int] = set()
    unseen: list[str] = []
    # A wide table becomes a stop of its own when a frame is drawn, after the controls were counted.
    for _ in range(2 * count):
        if reached.issuperset(range(count)):
            break
        page.keyboard.press("Tab")
        at, html, seen = page.evaluate(FOCUSED)
        reached.add(at)
        if not seen and html[:5] != "<body":
            unseen.append(html)
    missed = [at for at in range(count) if at not in reached]
    html = page.evaluate("missed => missed.map(at => reachable[at].outerHTML.slice(0, 120))", missed)
    assert (html, unseen) == ([], [])


def test_the_drawers_open_by_keyboard_and_hold_nothing_that_takes_the_focus_while_closed(open_page: OpenPage) -> None:
    page = open_page(PAGE, width=390)
    link = page.locator(".sidebar-drawer a").first
    assert not link.is_visible()
    switch = page.locator("#__navigation")
    switch.focus()
    page.keyboard.press("Space")
    expect(link).to_be_visible()
    link.focus()
    assert link.evaluate("link => link === document.activeElement")


def test_what_changes_is_said(open_page: OpenPage, site: Site) -> None:
    page = open_page(PAGE)
    page.context.grant_permissions(["clipboard-write", "clipboard-read"])

    def said(region: Locator) -> str:
        assert region.get_attribute("role") == "status", "said by nothing"
        return str(region.text_content())

    source = page.locator(".example-source").first
    status = source.locator(".copy-status")
    assert said(status) == ""
    source.hover()
    source.get_by_role("button", name="Copy").click()
    expect(status).to_contain_text("Copied")
    figure = page.locator("figure:has(.example-question)").first
    result = figure.locator(".guess-result")
    assert said(result) == ""
    figure.get_by_label("Your guess").fill("nothing")
    figure.get_by_role("button", name="Show the output").click()
    expect(result).to_contain_text("0 of 1 lines right.")
    choose(page, "3.7")
    refused = page.locator("figure:has(.example-question):has(.example-elsewhere)").first
    refused.get_by_role("button", name="Show the output").click()
    expect(refused.locator(".guess-result")).to_contain_text("Your Python does not run it")
    comparison = page.locator(".example-compare").first
    comparison.locator("summary").click()
    before = said(comparison.locator(".compare-result"))
    comparison.locator("select").first.select_option("0")
    assert said(comparison.locator(".compare-result")) not in ("", before)


MOVING = """() => {
  const moving = [];
  for (const element of document.querySelectorAll('*')) {
    for (const pseudo of [null, '::before', '::after']) {
      const style = getComputedStyle(element, pseudo);
      const seconds = style.transitionDuration.split(',').some(each => parseFloat(each) > 0);
      if (seconds || style.animationName !== 'none' || style.scrollBehavior === 'smooth') {
        moving.push(element.tagName + '.' + element.className + (pseudo ?? ''));
      }
    }
  }
  return moving;
}"""


def test_nothing_moves_for_a_reader_who_does_not_want_it(open_page: OpenPage) -> None:
    assert open_page(PAGE, reduced_motion="no-preference").evaluate(MOVING) != []
    assert open_page(PAGE, reduced_motion="reduce").evaluate(MOVING) == []


HIDDEN = """outputs => outputs.filter(output => [...output.children].some(part =>
  !(part.checkVisibility() && part.getBoundingClientRect().height > 0)))
  .map(output => output.outerHTML.slice(0, 200))"""


SEEN = """all => all.filter(each => {
  const {width, height} = each.getBoundingClientRect();
  return width > 0 && height > 0 && each.checkVisibility({visibilityProperty: true});
}).map(each => each.outerHTML.slice(0, 90))"""
"""Those that are seen."""


@pytest.mark.parametrize("tag", ["3.6", "3.8"])
def test_paper_shows_every_output_and_no_control_whatever_the_reader_chose(open_page: OpenPage, tag: str) -> None:
    page = open_page(f"{PAGE}?py={tag}")
    answer(page)
    page.locator(".example-compare summary").first.click()
    outputs = page.locator("article .example-output")
    assert outputs.evaluate_all(HIDDEN) != [], "a screen shows the outputs of one Python"
    page.emulate_media(media="print")
    assert outputs.count() >= FLOOR["outputs"]
    assert outputs.evaluate_all(HIDDEN) == []
    controls = page.locator(
        "select, button, textarea, form, input, [role=status], .claim-yes, .claim-no, .sidebar-drawer, .toc-drawer, "
        ".skip-to-content"
    )
    assert controls.count() > FLOOR["controls"] / 2
    assert controls.evaluate_all(SEEN) == []
    PICTURES.mkdir(exist_ok=True)
    page.pdf(path=PICTURES / f"components-{tag}.pdf")


def test_without_a_script_everything_is_there(open_page: OpenPage) -> None:
    page = open_page(PAGE, java_script_enabled=False)
    summaries = page.locator("article .example-output > :is(summary, p:first-child)")
    for title in summaries.all():
        if not title.is_visible():  # in what is folded
            page.locator(".example-fold:not([open]) > summary").first.click()
        expect(title).to_be_visible()
    closed = page.locator("article details.example-output:not([open]) > summary")
    while closed.count():
        closed.first.click()
    assert page.locator("article .example-output").count() >= FLOOR["outputs"]
    for text in page.locator("article .example-output > .example-text").all():
        expect(text).to_be_visible()
    controls = page.locator("select, article button, .claim-yes, .claim-no").all()
    assert [control for control in controls if control.is_visible()] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_pictures_of_it_are_kept(open_page: OpenPage, width: int, scheme: str) -> None:
    page = open_page(f"{PAGE}?py=3.7", width=width, color_scheme=scheme, reduced_motion="reduce")
    answer(page)
    page.locator(".example-compare summary").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    PICTURES.mkdir(exist_ok=True)
    picture = PICTURES / f"components-{width}-{scheme}.png"
    page.screenshot(path=picture, full_page=True, timeout=30_000)
    assert picture.stat().st_size > 100_000
