"""A Python that is kept as recorded: what a reader of the site is told of it, on the configuration of the real book."""

import pytest
from bs4 import BeautifulSoup, Tag

from bookcheck.pages.book import Book
from bookcheck.programs.runner import Runner
from tests.site.real_conf import build, configure
from tests.site.rendering import Build, example_of, make_book, text_of
from tests.small_book import edit, keep, record_unless_kept

VERIFIED = "# Verified\n\n```{pythons}\n```\n\n```{matrix}\n```\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, runner: Runner) -> Build:
    """The small book whose oldest Python is kept, with a program and a probe that changed since."""
    book = make_book(tmp_path_factory.mktemp("kept") / "book", runner)
    (book.docs / "verified.md").write_text(VERIFIED, encoding="utf-8")
    edit(book.docs / "index.md", "claims\n", "claims\nverified\n")
    book = keep(configure(book), "3.6")
    edit(book.examples["basics/say_hello"].path, '"Ada"', '"Eve"')
    edit(book.probe_programs["basics"].path, "import time\n", "import time\n\n")
    record_unless_kept(book, "basics/say_hello", runner)
    record_unless_kept(book, "basics/claims", runner)
    rendered = build(Book(book.root))
    assert (rendered.warnings, rendered.status) == ("", 0)
    return rendered


@pytest.fixture(scope="module")
def shown(site: Build) -> BeautifulSoup:
    return site.page("shown")


def test_the_choice_of_a_python_says_which_is_kept(shown: BeautifulSoup) -> None:
    options = {str(option["value"]): text_of(option) for option in shown.select("select[data-choose-python] option")}
    assert options["3.6"] == "3.6, kept as recorded"
    assert options["3.7"] == "3.7"


def test_each_output_says_that_it_is_kept(shown: BeautifulSoup) -> None:
    last = example_of(shown, "basics/which_python").select(".example-output")[-1]
    assert text_of(last.select_one(".example-releases")) == "recorded with 3.6.15, kept as recorded"
    kept = shown.select('.example-releases > [data-python="3.6"]')
    assert len(kept) == 4
    assert {text_of(element) for element in kept} == {"3.6.15, kept as recorded"}
    assert {text_of(element) for element in shown.select('.example-releases > [data-python="3.7"]')} == {"3.7.16"}


def test_a_program_that_changed_since_says_that_it_is_not_recorded_there(shown: BeautifulSoup) -> None:
    figure = example_of(shown, "basics/say_hello")
    note = figure.select_one('.example-elsewhere[data-pythons="3.6"], [data-pythons="3.6"].example-elsewhere')
    assert text_of(note) == "Not recorded on 3.6: it is kept as recorded, and the program is newer"
    assert "Ada!" not in text_of(figure)
    outputs = [str(output["data-pythons"]).split() for output in figure.select(".example-output")]
    assert all("3.6" not in tags for tags in outputs)
    assert "every Python" not in text_of(figure)


def test_the_header_of_a_page_says_which_is_kept(site: Build) -> None:
    assert "; 3.6 kept as recorded" in text_of(site.page("values").select_one("dl.page-header"))


def test_the_list_of_probes_says_where_one_was_not_asked(site: Build) -> None:
    table = site.page("claims").select_one("table.claim-answers")
    assert isinstance(table, Tag)
    cells = dict(zip(map(text_of, table.select("th")), map(text_of, table.select("td")), strict=True))
    assert cells["3.6 (kept)"] == "not asked"
    assert cells["3.7"] in ("true", "false")


def test_the_tables_of_the_book_say_which_is_kept_and_what_it_has_not_run(site: Build) -> None:
    page = site.page("verified")
    assert "3.6, kept as recorded" in [text_of(cell) for cell in page.select("table th")]
    assert "–2: this Python is kept as recorded, and has not run the program as it stands" in text_of(
        page.select_one(".matrix-notes")
    )


def test_the_plain_text_of_the_page_says_so_too(site: Build) -> None:
    text = (site.out / "llms-full.txt").read_text(encoding="utf-8")
    assert "| 3.6, kept as recorded |" in text
    assert "Not recorded on 3.6: it is kept as recorded, and the program is newer\n" in text
