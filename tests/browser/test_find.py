"""Find: what the book indexes, defines, shows and heads is the first result for its name, and lands on its place.

What people type who do not know its name leads there too: ``queries.txt`` says where.
"""

import html
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser, Page, expect

from bookcheck.pages.book import Book
from bookcheck.publishing.search_index import words_of
from tests.browser.conftest import OpenPage, Site
from tests.browser.test_every_page import LIMIT, REQUESTS
from tests.browser.visit import weigh

FLOOR = {"index": 300, "term": 105, "PEP": 25, "example": 290, "heading": 150}
"""How many names of each kind are asked for, at least. Raise it as the book grows."""
TYPED = 8
"""How many of each kind a reader types, opens and lands on."""

FIGURE = re.compile(r'<figure [^>]*data-example="([^"]*)"[^>]* id="([^"]*)"')
DESCRIBED = re.compile(r'id="((?:module-)?bookcheck[\w.]*)"')
FUNCTION = re.compile(r'<dl class="py function">\s*<dt [^>]*id="([^"]*)"')
HEADING = re.compile(
    r'<section id="([^"]*)">\s*(?:<span id="[^"]*"></span>)?<h[23]>(.*?)<a class="headerlink"', re.DOTALL
)

ASK = """async ([queries, most]) => {
  const { resultsOf } = await import(document.querySelector('script[src*="find.js"]').src);
  const places = async query => (await resultsOf(query)).slice(0, most).map(({ file, anchor }) => file + anchor);
  return Promise.all(queries.map(places));
}"""
ASKED = Path(__file__).with_name("queries.txt")
QUERIES = 100
"""How many queries of people there are, at least."""


@dataclass(frozen=True)
class Question:
    """What a reader types, and the places that answer it."""

    kind: str
    query: str
    places: frozenset[str]


def entries_of(site: Site) -> Iterator[tuple[str, str, list[str]]]:
    """Yield the kind, the name and the places of each heading of the general index."""
    soup = BeautifulSoup((site.folder / "genindex.html").read_text(encoding="utf-8"), "html.parser")
    for item in soup.select(".genindextable td > ul > li"):
        nested = item.find("ul", recursive=False)
        if item.get_text().strip().startswith("PEP"):
            assert isinstance(nested, Tag)
            for link in nested.select("a"):
                if re.match(r"\d+ ", link.get_text()):
                    yield "PEP", "PEP " + link.get_text().split()[0], [str(link["href"])]
            continue
        links = item.find_all("a", recursive=False)
        if links:
            places = [str(link["href"]) for link in links]
            terms = [place for place in places if place.startswith("glossary.html#")]
            name = re.sub(r" \([a-z ]+\)$", "", links[0].get_text())
            yield "term" if terms else "index", name, terms or places


def parts_of(site: Site) -> Iterator[tuple[str, str, str]]:
    """Yield the kind, the name and the place of each example and each section that the search knows."""
    for name in site.pages:
        if name.startswith(("what-changed/", "genindex", "search", "py-modindex", "404")):
            continue
        text = (site.folder / name).read_text(encoding="utf-8")
        for example, place in FIGURE.findall(text):
            yield "example", example, f"{name}#{place}"
        for place, title in HEADING.findall(text):
            yield "heading", html.unescape(re.sub("<[^>]*>", "", title)), f"{name}#{place}"


@pytest.fixture(scope="module")
def questions(site: Site) -> list[Question]:
    """A question for each name that the book indexes, defines, shows or heads a section with."""
    found: dict[str, Question] = {}
    # A name that is two things leads to the first of them: what a parser is, before the module parser.
    order = ["term", "PEP", "index", "example", "heading"]
    entries = [(kind, name, place) for kind, name, places in entries_of(site) for place in places]
    for kind, name, place in sorted([*entries, *parts_of(site)], key=lambda part: order.index(part[0])):
        known = found.get(name)
        if known is None and (kind != "heading" or name.lower() not in {each.lower() for each in found}):
            found[name] = Question(kind, name, frozenset([place]))
        elif known is not None and known.kind == kind:
            found[name] = Question(kind, name, known.places | {place})
    return list(found.values())


def search_for(page: Page, query: str) -> None:
    """Type a query, press Enter and wait for what is found."""
    page.keyboard.press("/")
    page.keyboard.type(query)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("search.html.*q="), wait_until="commit")
    expect(page.locator(".find-status")).to_contain_text(f"“{query}”")
    expect(page.locator(".find-status")).to_be_focused()


def written(page: Page) -> None:
    """Wait until each result has its excerpt."""
    page.locator(".find-results[data-written]").wait_for(state="attached")


def ask(open_page: OpenPage, queries: Sequence[str], most: int = 1) -> list[list[str]]:
    """Return the places that each query leads to, the best first, ``most`` at most."""
    answers: list[list[str]] = open_page("search.html").evaluate(ASK, [list(queries), most])
    return answers


def queries_of_people() -> dict[str, list[str]]:
    """Return what people search for, and the right places of each, as the file says."""
    lines = [line for line in ASKED.read_text(encoding="utf-8").splitlines() if line and not line.startswith("# ")]
    parts = [line.rpartition(" = ") for line in lines]
    assert len({query for query, _, _ in parts}) == len(parts)
    return {query: places.split(" | ") for query, _, places in parts}


def is_right(place: str, right: str) -> bool:
    """Return whether a place is the right one: a page, by the last part of its name, or an identifier of a page."""
    page, _, anchor = place.removeprefix("/").rpartition("/")[2].partition("#")
    return right in (page.removesuffix(".html"), f"{page.removesuffix('.html')}#{anchor}")


def test_each_right_place_is_in_the_site(site: Site) -> None:
    pages = {Path(name).stem: (site.folder / name).read_text(encoding="utf-8") for name in site.pages}
    rights = {right for places in queries_of_people().values() for right in places}
    assert {right for right in rights if right.partition("#")[0] not in pages} == set()
    places = [right.partition("#") for right in rights if "#" in right]
    assert [(page, name) for page, _, name in places if f'id="{name}"' not in pages[page]] == []


def test_nine_of_ten_queries_lead_to_a_right_place_at_once_and_all_in_three(open_page: OpenPage) -> None:
    asked = queries_of_people()
    answers = dict(zip(asked, ask(open_page, list(asked), 3), strict=True))

    def are_right(query: str, places: list[str]) -> bool:
        return any(is_right(place, right) for place in places for right in asked[query])

    assert {query: places for query, places in answers.items() if not are_right(query, places)} == {}
    not_at_once = {query: places for query, places in answers.items() if not are_right(query, places[:1])}
    assert len(not_at_once) <= len(asked) / 10, not_at_once
    assert len(asked) >= QUERIES


def test_the_browser_takes_words_apart_as_the_index_does(open_page: OpenPage, site: Site) -> None:
    words = sorted({word for name in site.pages for word in (site.folder / name).read_text(encoding="utf-8").split()})
    page = open_page("search.html")
    script = "async words => words.map((await import('/_static/index_parts.js')).wordsOf)"
    taken = dict(zip(words, page.evaluate(script, words), strict=True))
    assert {word: parts for word, parts in taken.items() if parts != words_of(word)} == {}
    assert len(words) >= 9000


def test_the_first_result_for_each_name_of_the_book_is_its_place(
    open_page: OpenPage, questions: list[Question]
) -> None:
    answers = ask(open_page, [question.query for question in questions])
    wrong = {
        (question.kind, question.query): answer
        for question, answer in zip(questions, answers, strict=True)
        if not question.places.intersection(answer)
    }
    assert wrong == {}
    asked = {kind: sum(question.kind == kind for question in questions) for kind in FLOOR}
    assert {kind: asked[kind] for kind, least in FLOOR.items() if asked[kind] < least} == {}, asked


def test_the_first_result_for_a_function_of_the_engine_is_in_the_reference(
    open_page: OpenPage, questions: list[Question], site: Site
) -> None:
    places: dict[str, set[str]] = {}
    functions: list[str] = []
    for path in (site.folder / "apidocs" / "bookcheck").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        functions += [name.rpartition(".")[2] for name in FUNCTION.findall(text)]
        for name in DESCRIBED.findall(text):
            places.setdefault(name.rpartition(".")[2], set()).add(f"{path.relative_to(site.folder).as_posix()}#{name}")
    explained = {question.query for question in questions}
    names = [name for name in functions if "_" in name and name not in explained]
    answers = dict(zip(names, ask(open_page, names), strict=True))
    assert {name: answer for name, answer in answers.items() if not places[name].intersection(answer)} == {}
    assert len(names) >= 150


def test_a_reader_with_a_keyboard_lands_on_the_place(open_page: OpenPage, questions: list[Question]) -> None:
    page = open_page("index.html?py=3.11")
    chooser = random.Random("find")
    landed = 0
    for kind in FLOOR:
        for question in chooser.sample([each for each in questions if each.kind == kind], TYPED):
            search_for(page, question.query)  # from where the last one has led
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
            page.wait_for_url(lambda url: "search.html" not in url)
            address = urlsplit(page.url)
            assert f"{address.path[1:]}#{address.fragment}" in question.places, question
            assert address.query == "py=3.11"
            expect(page.locator(":target")).to_be_in_viewport()
            landed += 1
    assert landed == TYPED * len(FLOOR) >= 40


def test_words_of_the_text_land_on_the_block_that_has_them(open_page: OpenPage, project: Book, site: Site) -> None:
    indexed = (site.folder / "genindex.html").read_text(encoding="utf-8")
    prose = "\n".join(re.sub(r"(?s)```.*?```", "", each.text) for each in project.pages if "level" in each.front_matter)
    names = sorted({name for name in re.findall(r"`([A-Z]+(?:_[A-Z]+)+)`", prose) if name not in indexed})
    assert len(names) >= 5
    page = open_page("404.html")
    for name in names:
        page.goto(f"{site.url}search.html?q={name}")
        written(page)
        expect(page.locator(".find-excerpt").first).to_contain_text(name)
        page.locator(".find-results a").first.click()
        expect(page.locator(":target")).to_contain_text(name)


def test_a_result_reads_well(open_page: OpenPage, site: Site) -> None:
    page = open_page("search.html?q=" + quote("-X importtime"))
    written(page)
    for result in page.locator(".find-results > li").all():
        for part in ("a", ".find-kind", ".find-place", ".find-excerpt"):
            assert result.locator(part).inner_text().strip(), part
    assert page.locator(".find-results mark").count() > 0
    assert page.title().startswith("-X importtime")
    titles = page.locator(".find-results > li").evaluate_all("items => items.map(item => item.innerText)")
    assert len(titles) == len(set(titles))


def test_more_results_are_a_button_away(open_page: OpenPage) -> None:
    page = open_page("search.html?q=import")
    written(page)
    results = page.locator(".find-results > li")
    first = results.count()
    page.get_by_role("button", name="Show more").press("Enter")
    expect(results.nth(first).locator("a")).to_be_focused()


def test_nothing_found_says_so_and_where_else_to_look(open_page: OpenPage) -> None:
    page = open_page("index.html")
    search_for(page, "xylophone")
    expect(page.locator(".find-status")).to_contain_text("Nothing found")
    assert page.locator(".find-results > li").count() == 0
    page.get_by_role("link", name="API reference").last.click()
    page.wait_for_url(re.compile("apidocs/index.html"))


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("keys", ["/", "Control+k"])
def test_a_key_leads_to_the_field_that_is_in_sight(open_page: OpenPage, keys: str, width: int) -> None:
    page = open_page("glossary.html", width=width)
    page.keyboard.press(keys)
    field = page.locator("input[name=q]:focus")
    expect(field).to_be_in_viewport(ratio=1)
    expect(field).to_have_value("")
    page.keyboard.type("a/b")
    expect(field).to_have_value("a/b")


def test_the_keys_stand_beside_the_field(open_page: OpenPage) -> None:
    page = open_page("glossary.html")
    hint = page.locator(".search-keys")
    expect(hint).to_be_visible()
    keys = [key.replace("Ctrl ", "Control+") for key in hint.locator("kbd").all_inner_texts()]
    assert page.locator(".sidebar-search").get_attribute("aria-keyshortcuts") == " ".join(keys)


def test_a_search_is_light(open_page: OpenPage, site: Site) -> None:
    weights = [
        (url, weight)
        for url, weight in weigh(open_page("404.html"), site, "search.html?q=xylophone")
        if "favicon" not in url
    ]
    assert any("find/parts.json" in url for url, _ in weights)
    assert len(weights) <= REQUESTS
    assert sum(weight for _, weight in weights) <= LIMIT
    assert not any("/find/" in url for url, _ in weigh(open_page("404.html"), site, "search.html"))


@pytest.mark.parametrize("part", ["parts", "words", "sections"])
def test_an_index_that_does_not_load_is_told(browser: Browser, site: Site, part: str) -> None:
    page = browser.new_page()
    page.route(f"**/find/{part}*.json", lambda route: route.abort())
    page.goto(site.url + "search.html?q=frame")
    expect(page.locator(".find-status")).to_contain_text("could not be loaded")
    page.context.close()


def test_without_a_script_the_index_is_offered(open_page: OpenPage) -> None:
    page = open_page("search.html", java_script_enabled=False)
    expect(page.locator("article").get_by_role("link", name="index").first).to_be_visible()
    assert not page.locator(".search-keys").is_visible()
