"""The other engine: what a reader does most, in Firefox. Chromium goes through all of it, on every page.

Where there is no Firefox these are skipped, unless ``FIREFOX`` names one, as CI does: then it must be there.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bookcheck.pages.book import Book
from bookcheck.recordings.groups import output_groups
from tests.browser.conftest import Site
from tests.browser.firefox import DOWN, ENTER, TAB, Firefox, find_firefox, start
from tests.browser.test_compare import COMPARED, named  # noqa: F401, a fixture
from tests.browser.test_find import entries_of

BYTECODE = "03-core-execution-model/05-bytecode-compilation.html"
OVERVIEW = "03-core-execution-model/00-overview.html"
FLOOR = {"outputs": 8, "programs": 9, "titles": 35}
"""How much of the page about bytecode is looked at, at least."""
SEARCHES = 5

SHOWN = """
const seen = element => element.checkVisibility();
return [...document.querySelectorAll('figure.example')].filter(seen).map(figure =>
  [...figure.querySelectorAll(':scope > .example-output')].filter(seen).map(output => output.dataset.pythons));
"""
"""Of each example in sight, the Pythons of the outputs in sight."""


@pytest.fixture(scope="module")
def program() -> str:
    """The program of Firefox."""
    found = find_firefox()
    if found is None:
        pytest.skip("no Firefox on PATH, and FIREFOX names none; on Debian: apt install firefox-esr")
    return found


@pytest.fixture(scope="module")
def window(program: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """Firefox."""
    with start(program, tmp_path_factory.mktemp("firefox") / "profile") as firefox:
        yield firefox


@pytest.fixture
def firefox(window: Firefox, site: Site) -> Firefox:
    """Firefox, as a new reader has it."""
    window.go(site.url + "404.html")
    window.run("localStorage.clear(); sessionStorage.clear();")
    return window


def chosen(firefox: Firefox) -> object:
    return firefox.run("return document.documentElement.dataset.python")


def outputs_of(firefox: Firefox, tag: str) -> int:
    """Return how many examples show the output of ``tag``, and no other beside it."""
    mine = 0
    for groups in firefox.run(SHOWN):
        if any(tag in group.split() for group in groups):
            assert len(groups) == 1, groups
            mine += 1
    return mine


def test_a_link_shows_a_new_reader_what_its_sender_saw(firefox: Firefox, site: Site) -> None:
    firefox.go(f"{site.url}{BYTECODE}?py=3.11")
    assert chosen(firefox) == "3.11"
    assert outputs_of(firefox, "3.11") >= FLOOR["outputs"]


def test_each_python_is_chosen_by_keyboard_and_kept_for_the_next_page(
    firefox: Firefox, site: Site, project: Book
) -> None:
    firefox.go(site.url + BYTECODE)
    tags = firefox.run("return [...document.querySelector('[data-choose-python]').options].map(each => each.value)")
    assert sorted(tags) == sorted(python.tag for python in project.pythons)
    firefox.go(f"{site.url}{BYTECODE}?py={tags[0].replace('+', '%2B')}")
    for tag in tags[1:]:
        firefox.type("[data-choose-python]", DOWN)
        assert chosen(firefox) == tag
        assert outputs_of(firefox, tag) >= FLOOR["outputs"]
    firefox.go(site.url + OVERVIEW)
    assert chosen(firefox) == tags[-1]


def test_a_guess_is_compared_with_the_output(firefox: Firefox, site: Site, project: Book) -> None:
    example = project.examples["overview/forgotten_colon"]
    figure = f'figure[data-example="{example.name}"]'
    firefox.go(f"{site.url}{OVERVIEW}?py=3.8")
    assert not any(firefox.shown(f"{figure} .example-text"))
    firefox.type(f"{figure} textarea", "something else")
    firefox.click(f"{figure} .example-guess button")
    assert "0 of 1 lines right." in firefox.text(f"{figure} .guess-result")
    wrote = output_groups(project, example)[-1].outcome.steps[0].output.strip()
    assert firefox.text(f"{figure} .guess-result ins") == f"+ {wrote}"
    assert any(firefox.shown(f"{figure} .example-text"))


def test_any_two_outputs_are_compared(
    firefox: Firefox,
    site: Site,
    project: Book,
    named: dict[str, list[str]],  # noqa: F811
) -> None:
    groups = len(output_groups(project, project.examples[COMPARED]))
    fold = f'figure[data-example="{COMPARED}"] .example-compare'
    firefox.go(f"{site.url}{named[COMPARED][0]}?py=3.8")
    firefox.click(f"{fold} > summary")
    compared = 0
    for older in range(groups):
        for newer in range(groups):
            firefox.click(f"{fold} label:nth-of-type(1) option:nth-of-type({older + 1})")
            firefox.click(f"{fold} label:nth-of-type(2) option:nth-of-type({newer + 1})")
            changed = firefox.run("return document.querySelectorAll(arguments[0]).length", f"{fold} :is(del, ins)")
            assert bool(changed) is (older != newer)
            compared += 1
    assert compared == groups**2 > 9


def test_each_button_copies_the_whole_program(firefox: Firefox, site: Site, project: Book) -> None:
    firefox.go(site.url + BYTECODE)
    sources = firefox.run("""
        return [...document.querySelectorAll('.example-source')].filter(source => source.checkVisibility())
          .map((source, number) => {
            source.dataset.number = number;
            return [source.closest('figure').dataset.example, source.dataset.file];
          });""")
    for number, (name, file) in enumerate(sources):
        source = f'.example-source[data-number="{number}"]'
        firefox.click(f"{source} .copy-buttons button")
        firefox.find(f"{source} .copy-status:not(:empty)")
        assert firefox.run("return navigator.clipboard.readText()") == project.examples[name].files[file].text
    assert len(sources) >= FLOOR["programs"]


def test_a_search_lands_on_the_place(firefox: Firefox, site: Site) -> None:
    entries = [(name, places) for kind, name, places in entries_of(site) if kind == "index"]
    for name, places in random.Random("firefox").sample(entries, SEARCHES):
        firefox.go(site.url + "404.html")
        firefox.press("/")
        firefox.press(name + ENTER)
        firefox.find(".find-results[data-written] a")
        firefox.press(TAB + ENTER)
        firefox.find("article :target")
        address = urlsplit(str(firefox.do("WebDriver:GetCurrentURL")))
        assert f"{address.path[1:]}#{address.fragment}" in places, name


def test_without_a_script_every_output_can_be_opened(program: str, site: Site, tmp_path: Path) -> None:
    with start(program, tmp_path / "profile", **{"javascript.enabled": False}) as firefox:
        firefox.go(site.url + BYTECODE)
        assert firefox.shown("[data-choose-python]") == [False]
        titles = firefox.shown("figure.example:not(details figure) > .example-output > :is(summary, p:first-child)")
        assert len(titles) >= FLOOR["titles"]
        assert all(titles)
        closed = "article figure.example:not(details figure) > details.example-output:not([open])"
        text = firefox.find(f"{closed} > .example-text")
        assert not firefox.do("WebDriver:IsElementDisplayed", id=text)
        firefox.click(f"{closed} > summary")
        assert firefox.do("WebDriver:IsElementDisplayed", id=text)


def test_a_firefox_that_is_named_must_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIREFOX", "/nowhere/firefox")
    with pytest.raises(AssertionError, match="FIREFOX=/nowhere/firefox is no program"):
        find_firefox()
