"""The versions of the book beside each other, as a reader meets them: each page, each switch, and the notice."""

import json
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Locator, Page, Route, expect

from bookcheck.programs.runner import Runner
from tests.browser.axe import violations
from tests.browser.conftest import OpenPage, Site, serve
from tests.site.real_conf import configure
from tests.site.rendering import make_book
from tests.small_book import ROOT, edit
from tests.tagged_book import TaggedBook

NAMES = ("main", "v1.1.0", "v1.0.0")
STABLE = "v1.1.0"
BASE = "https://book.example.org/"
EMPTY = "redirect.js"
"""A page that asks for nothing."""

MAKEFILE = f"""\
html:
\t@PYTHONPATH={ROOT / "src"} {sys.executable} -m sphinx -c conf -n -W -q -b html -d build/doctrees docs build/html
"""
CHOSEN = "?py=3.7"
PLACE = "#a-part"
PICTURES = ROOT / "build" / "screenshots"


def text(title: str) -> str:
    return f"# {title}\n\nIt says something.\n\n## A part\n\nIt says more.\n" + "\nAnd more.\n" * 60


@dataclass(frozen=True)
class Versions:
    """The versions, and the pages of each as a browser asks for them."""

    folder: Path
    pages: dict[str, list[str]]
    moved: dict[str, dict[str, str]]

    def expected(self, page: str, here: str, there: str) -> tuple[str, bool]:
        """Where a reader of ``page`` comes to in another version, and whether it is the same page."""
        back = {new: old for old, new in self.moved[here].items()}
        for name in (page, self.moved[there].get(page, ""), back.get(page, "")):
            if name in self.pages[there]:
                return name, True
        folder = page.rpartition("/")[0]
        return ("notes/first.html" if folder == "notes" else "index.html"), False


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory, runner: Runner) -> Versions:
    """Three versions of a small book with the real configuration: a page moved, one went away and one came."""
    small = configure(make_book(tmp_path_factory.mktemp("versions") / "book", runner))
    book = TaggedBook.start(small.root)
    book.write({"Makefile": MAKEFILE, ".gitignore": "/build\n/docs/apidocs/\n__pycache__/\n"})
    book.write({f"docs/notes/{name}.md": text(name) for name in ("first", "names", "gone")})
    edit(small.docs / "index.md", "shown\n", "shown\nnotes/first\nnotes/names\nnotes/gone\n")
    book.commit("v1.0.0")
    book.git("mv", "docs/notes/names.md", "docs/names-and-values.md")
    book.write({"docs/notes/gone.md": None, "docs/moved.txt": "notes/names  names-and-values\n"})
    edit(small.docs / "index.md", "notes/names\nnotes/gone\n", "names-and-values\n")
    book.commit("v1.1.0")
    book.write({"docs/notes/news.md": text("news")})
    edit(small.docs / "index.md", "names-and-values\n", "names-and-values\nnotes/news\n")
    book.commit()
    assert book.make(base=BASE) == 0, book.said
    lists = {name: json.loads((book.versions / name / "pages.json").read_text(encoding="utf-8")) for name in NAMES}
    pages = {name: each["pages"] for name, each in lists.items()}
    return Versions(book.versions, pages, {name: each["moved"] for name, each in lists.items()})


@pytest.fixture(scope="module")
def site(versions: Versions) -> Iterator[Site]:
    with serve(versions.folder) as served:
        yield served


STAY = """() => {
  window.left = new Promise(done => {
    navigation.addEventListener('navigate', event => {
      event.preventDefault();
      done(event.destination.url);
    }, {once: true});
    setTimeout(() => done('nowhere'), 4000);
  });
}"""
"""Have a page say where it would lead, and not go there: it is loaded once, and asked for each version."""


def choice(page: Page) -> Locator:
    """The control that chooses a version."""
    return page.get_by_role("combobox", name="Version")


def switch(page: Page, name: str) -> tuple[int, str]:
    """Choose another version, and return what its server answered and the address."""
    with page.expect_navigation(wait_until="commit") as arrived:
        choice(page).select_option(name)
    assert arrived.value is not None
    return arrived.value.status, page.url


@pytest.mark.parametrize("here", NAMES)
def test_every_page_leads_to_every_other_version_and_stays_what_it_is(
    open_page: OpenPage, site: Site, versions: Versions, here: str
) -> None:
    page = open_page(EMPTY)
    mistakes, tried, elsewhere = [], 0, 0
    for name in versions.pages[here]:
        page.goto(f"{site.url}{here}/{name}{CHOSEN}{PLACE}")
        expect(choice(page)).to_have_value(here)
        for there in set(NAMES) - {here}:
            place, same = versions.expected(name, here, there)
            page.evaluate(STAY)
            choice(page).select_option(there)
            got = page.evaluate("left")
            wanted = f"{site.url}{there}/{place}{CHOSEN}{PLACE if same else ''}"
            mistakes += [(name, got, wanted)] if got != wanted else []
            assert (versions.folder / there / place).is_file()
            tried += 1
            elsewhere += not same
    assert mistakes == []
    assert tried >= 2 * 12
    assert elsewhere == {"main": 2, "v1.1.0": 0, "v1.0.0": 2}[here]


def test_the_choice_lists_every_version_and_stands_beside_that_of_the_python(open_page: OpenPage) -> None:
    page = open_page("v1.1.0/values.html")
    control = choice(page)
    expect(control).to_have_value("v1.1.0")
    assert control.locator("option").all_text_contents() == ["main (unreleased)", "1.1.0 (stable)", "1.0.0"]
    boxes = [each.bounding_box() for each in (control, page.get_by_label("Your Python"))]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["y"] == boxes[1]["y"]


def test_an_arrow_key_alone_goes_nowhere_and_enter_goes_where_it_points(open_page: OpenPage, site: Site) -> None:
    page = open_page("v1.1.0/values.html?py=3.7")
    control = choice(page)
    expect(control).to_have_value("v1.1.0")
    control.focus()
    page.keyboard.press("ArrowDown")
    expect(control).to_have_value("v1.0.0")
    page.keyboard.press("Tab")
    expect(control).to_have_value("v1.1.0")
    control.focus()
    page.keyboard.press("ArrowDown")
    with page.expect_navigation() as arrived:
        page.keyboard.press("Enter")
    assert arrived.value is not None
    assert page.url == site.url + "v1.0.0/values.html?py=3.7"


def test_the_way_back_finds_the_choice_as_it_was(open_page: OpenPage) -> None:
    page = open_page("v1.1.0/values.html")
    expect(choice(page)).to_have_value("v1.1.0")
    switch(page, "main")
    expect(choice(page)).to_have_value("main")
    page.go_back()
    expect(choice(page)).to_have_value("v1.1.0")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("v1.0.0/values.html", "You are reading 1.0.0, an old version of the book. This page in 1.1.0 (stable)"),
        ("main/values.html", "You are reading main, not released yet. This page in 1.1.0 (stable)"),
        ("v1.0.0/notes/gone.html", "You are reading 1.0.0, an old version of the book. Read 1.1.0 (stable)"),
        ("main/notes/news.html", "You are reading main, not released yet. Read 1.1.0 (stable)"),
    ],
)
def test_what_is_old_or_not_released_says_so_and_leads_to_stable(
    open_page: OpenPage, site: Site, versions: Versions, name: str, words: str
) -> None:
    page = open_page(f"{name}{CHOSEN}{PLACE}", height=300)
    notice = page.get_by_role("complementary", name="Version of the book")
    expect(notice).to_have_text(words)
    expect(notice.locator("p")).to_be_in_viewport(ratio=1)
    page.get_by_label("Your Python").select_option("3.8")
    here, _, rest = name.partition("/")
    place, same = versions.expected(rest, here, STABLE)
    assert notice.get_by_role("link").get_attribute("href") == (
        f"{site.url}{STABLE}/{place}?py=3.8{PLACE if same else ''}"
    )
    notice.get_by_role("link").click()
    page.wait_for_url(f"{site.url}{STABLE}/**")
    expect(choice(page)).to_have_value(STABLE)
    assert page.locator(".version-notice").count() == 0


def test_nothing_moves_when_the_choice_and_the_notice_come(open_page: OpenPage, site: Site) -> None:
    page = open_page(EMPTY)
    waiting: list[Route] = []
    page.route("**/versions.json", lambda route: waiting.append(route))
    with page.expect_request("**/versions.json"):
        page.goto(site.url + "v1.0.0/notes/first.html")
    places = """() => [...document.querySelectorAll('article > *, article h2, article p, [data-choose-python]')]
      .map(each => JSON.stringify(each.getBoundingClientRect()))"""
    before = page.evaluate(places)
    assert len(before) > 60
    assert not page.locator("[data-choose-version]").is_visible()
    waiting[0].continue_()
    expect(page.locator(".version-notice")).to_be_attached()
    assert page.locator("[data-choose-version]").is_visible()
    assert page.evaluate(places) == before


def test_the_notice_covers_nothing_that_is_reached_and_not_the_end_of_the_text(open_page: OpenPage) -> None:
    page = open_page("v1.0.0/notes/first.html", height=400, reduced_motion="reduce")
    top = "document.querySelector('.version-notice > p').getBoundingClientRect().top"
    expect(page.locator(".version-notice")).to_be_attached()
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last = page.locator("article p").last
    assert last.evaluate("each => each.getBoundingClientRect().bottom") <= page.evaluate(top)
    page.goto(page.url.replace("notes/first", "shown"))
    expect(page.locator(".version-notice")).to_be_attached()
    controls = page.locator("article button, article summary").all()
    assert len(controls) > 10
    for control in controls:
        if control.is_visible():
            control.focus()
            assert control.evaluate("each => each.getBoundingClientRect().bottom") <= page.evaluate(top)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_on_what_is_old(open_page: OpenPage, width: int, scheme: str) -> None:
    page = open_page("v1.0.0/notes/first.html", width=width, color_scheme=scheme, reduced_motion="reduce")
    expect(page.locator(".version-notice")).to_be_attached()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / f"versions-{width}-{scheme}.png")


@pytest.mark.parametrize(
    ("asked", "got"),
    [
        ("", "v1.1.0/index.html"),
        ("v1.1.0/notes/names.html", "v1.1.0/names-and-values.html"),
        ("main/notes/names.html", "main/names-and-values.html"),
    ],
)
def test_the_root_and_a_page_that_moved_lead_on_with_query_and_fragment(
    open_page: OpenPage, site: Site, asked: str, got: str
) -> None:
    page = open_page(asked + CHOSEN + PLACE)
    page.wait_for_url(site.url + got + CHOSEN + PLACE)


def test_the_page_for_what_is_not_there_leads_into_its_own_version(open_page: OpenPage, site: Site) -> None:
    page = open_page("v1.0.0/404.html")
    expect(choice(page)).to_have_value("v1.0.0")
    assert {f"{site.url}v1.0.0/"} <= {
        link.evaluate("a => new URL('.', a.href).href") for link in page.locator("a").all()
    }
    python = page.evaluate("document.documentElement.dataset.python")
    assert switch(page, "main") == (200, f"{site.url}main/index.html?py={python}")


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("v1.1.0/values.html", "v1.1.0/values.html"),
        ("main/values.html", "v1.1.0/values.html"),
        ("v1.0.0/notes/names.html", "v1.1.0/names-and-values.html"),
        ("v1.0.0/notes/gone.html", "v1.0.0/notes/gone.html"),
        ("main/notes/news.html", "main/notes/news.html"),
    ],
)
def test_the_canonical_page_is_that_of_stable_where_it_has_one(versions: Versions, name: str, canonical: str) -> None:
    page = BeautifulSoup((versions.folder / name).read_text(encoding="utf-8"), "html.parser")
    assert [link["href"] for link in page.select('link[rel="canonical"]')] == [BASE + canonical]


def test_a_version_alone_offers_no_choice(open_page: OpenPage, site: Site) -> None:
    page = open_page(EMPTY)
    only = [{"name": "main", "title": "main", "kind": "unreleased", "url": "main/"}]
    page.route("**/versions.json", lambda route: route.fulfill(json=only))
    with page.expect_response("**/versions.json") as answered:
        page.goto(site.url + "main/values.html")
    answered.value.finished()
    page.wait_for_load_state("networkidle")
    assert not page.locator("[data-choose-version]").is_visible()
    assert page.locator(".version-notice").count() == 0


# -- Read the Docs ---------------------------------------------------------------------------------------------------

SLUGS = {"latest": "main", "stable": "v1.1.0", "v1.1.0": "v1.1.0", "v1.0.0": "v1.0.0"}
"""What Read the Docs calls the versions."""

FLYOUT = """({versions}) => {
  const flyout = document.createElement('readthedocs-flyout');
  flyout.style = 'position: fixed; right: 20px; bottom: 50px; z-index: 3000; background: black; padding: 10px';
  for (const {slug, urls} of versions.active) {
    const link = document.createElement('a');
    const current = slug === versions.current.slug;
    Object.assign(link, {href: urls.documentation, textContent: slug, style: 'color: white', className: current});
    flyout.append(link, ' ');
  }
  document.body.append(flyout);
}"""
"""Their menu, as they put it into a page."""

EVENT = """data => document.dispatchEvent(
  new CustomEvent('readthedocs-addons-data-ready', {detail: {data: () => data}}))"""


@pytest.fixture(scope="module")
def hosted(versions: Versions, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The same pages as Read the Docs builds them, which are told nothing of versions."""
    folder = tmp_path_factory.mktemp("hosted")
    for slug, name in SLUGS.items():
        shutil.copytree(versions.folder / name, folder / "en" / slug)
        for page in (folder / "en" / slug).rglob("*.html"):
            page.write_text(re.sub(r' data-version="[^"]*"', "", page.read_text(encoding="utf-8")), encoding="utf-8")
    with serve(folder) as served:
        yield Site(folder, served.url + "en/")


def data(hosted: Site, current: str, *, hidden: bool = False) -> dict[str, Any]:
    """What Read the Docs says on a page of the version ``current``; a hidden one is not among the active."""
    all_ = [{"slug": slug, "urls": {"documentation": f"{hosted.url}{slug}/"}} for slug in SLUGS]
    (mine,) = [version for version in all_ if version["slug"] == current]
    return {"versions": {"active": [each for each in all_ if each != mine or not hidden], "current": mine}}


def test_on_read_the_docs_the_choice_agrees_with_its_menu_and_leaves_it_usable(
    open_page: OpenPage, hosted: Site
) -> None:
    page = open_page(EMPTY)
    page.goto(f"{hosted.url}v1.0.0/values.html{CHOSEN}{PLACE}")
    control = choice(page)
    assert page.locator("[data-choose-version]").count() == 1
    assert not page.locator("[data-choose-version]").is_visible()
    said = data(hosted, "v1.0.0")
    page.evaluate(FLYOUT, said)
    page.evaluate(EVENT, said)
    expect(control).to_have_value("v1.0.0")
    page.evaluate(EVENT, said)  # it comes again when the address changes
    menu = page.locator("readthedocs-flyout a")
    assert control.locator("option").all_text_contents() == menu.all_text_contents() == list(SLUGS)
    assert page.locator("readthedocs-flyout a.true").all_text_contents() == ["v1.0.0"]
    assert page.locator(".version-notice").count() == 0
    for link in menu.all():
        assert link.evaluate(
            "a => { const b = a.getBoundingClientRect(); return document.elementFromPoint(b.x + 2, b.y + 5) === a }"
        )
    assert switch(page, "stable") == (200, f"{hosted.url}stable/values.html{CHOSEN}{PLACE}")


def test_on_read_the_docs_a_page_that_moved_or_went_away_is_no_dead_end(open_page: OpenPage, hosted: Site) -> None:
    page = open_page(EMPTY)
    for name, place in (("names", "names-and-values.html?py=3.7#a-part"), ("gone", "notes/first.html?py=3.7")):
        page.goto(f"{hosted.url}v1.0.0/notes/{name}.html{CHOSEN}{PLACE}")
        page.evaluate(EVENT, data(hosted, "v1.0.0"))
        expect(choice(page)).to_have_value("v1.0.0")
        assert switch(page, "latest") == (200, f"{hosted.url}latest/{place}")


def test_on_read_the_docs_what_was_said_before_we_listened_counts(open_page: OpenPage, hosted: Site) -> None:
    page = open_page(EMPTY)
    said = json.dumps(data(hosted, "v1.0.0", hidden=True))
    page.add_init_script(f"window.ReadTheDocsEventData = {{ data: () => ({said}) }}")
    page.goto(hosted.url + "v1.0.0/values.html")
    control = choice(page)
    expect(control).to_have_value("v1.0.0")
    assert control.locator("option").all_text_contents() == ["v1.0.0", "latest", "stable", "v1.1.0"]


def test_a_page_that_nobody_told_of_versions_asks_for_none(open_page: OpenPage, hosted: Site) -> None:
    page = open_page(EMPTY)
    asked: list[str] = []
    page.on("request", lambda request: asked.extend([request.url] if request.url.startswith(hosted.url) else []))
    page.goto(hosted.url + "stable/values.html", wait_until="networkidle")
    assert len(asked) > 5
    assert [url for url in asked if re.search(r"versions|pages\.json", url)] == []
    assert not page.locator("[data-choose-version]").is_visible()
