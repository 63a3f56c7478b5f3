"""What a reader of the site gets: examples, claims and the page header in HTML, all of it without JavaScript."""

import shutil
import zlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from bs4 import BeautifulSoup, Tag

from bookcheck.pages.book import Book
from bookcheck.programs.runner import Runner
from tests.site.rendering import Build, build, example_of, make_book, text_of


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, runner: Runner) -> Book:
    return make_book(tmp_path_factory.mktemp("html") / "book", runner)


@pytest.fixture(scope="module")
def built(book: Book) -> Build:
    return build(book)


@pytest.fixture(scope="module")
def shown(built: Build) -> BeautifulSoup:
    return built.page("shown")


@pytest.fixture
def figure(shown: BeautifulSoup) -> Callable[..., Tag]:
    return lambda name, number=0: example_of(shown, "basics/" + name, number)


def outputs(figure: Tag) -> list[Tag]:
    return figure.select(".example-output")


def summaries(figure: Tag) -> list[str]:
    """The title of each output, without the exact releases at its end."""
    titles = []
    for output in outputs(figure):
        title, recorded = text_of(output.find(["summary", "p"])), text_of(output.select_one(".example-releases"))
        assert title.endswith(recorded)
        titles.append(title.removesuffix(recorded).strip())
    return titles


def test_the_book_builds_without_a_warning(built: Build) -> None:
    assert (built.warnings, built.status) == ("", 0)


def test_every_example_directive_became_a_figure(built: Build) -> None:
    counts = {name: len(built.page(name).select("figure.example")) for name in ("values", "programs", "shown")}
    assert counts == {"values": 3, "programs": 2, "shown": 8}


def test_a_program_is_shown_without_its_marks(book: Book, figure: Callable[..., Tag]) -> None:
    program = figure("longest_word").select_one(".example-program pre")
    assert program is not None
    assert program.get_text().strip() == book.examples["basics/longest_word"].files["longest_word.py"].text.strip()
    assert "# book:" not in figure("longest_word").get_text()


def test_a_silent_role_leaves_nothing_not_even_the_blank_before_it(shown: BeautifulSoup) -> None:
    assert "Every greeting ends so. All is here." in text_of(shown)


def test_emphasized_lines_are_marked(figure: Callable[..., Tag]) -> None:
    assert [line.get_text() for line in figure("say_hello").select(".hll")] == ['    return "Hello, " + name + "!"\n']


def test_the_head_says_where_the_example_lives_and_where_it_was_checked_if_not_on_all(
    figure: Callable[..., Tag], book: Book
) -> None:
    facts = text_of(figure("which_python").select_one(".example-facts"))
    assert facts == "basics/which_python.py"
    facts = text_of(figure("longest_word").select_one(".example-facts"))
    assert facts == f"basics/longest_word.py · checked on 3.8–{book.pythons[-1].tag}"


def test_the_place_of_an_example_leads_to_its_api_page_if_it_has_one(figure: Callable[..., Tag]) -> None:
    link = figure("which_python").select_one(".example-place a")
    assert link is not None
    assert link["href"] == "apidocs/index.html#module-chapter_examples.basics.which_python"
    assert figure("say_hello").select_one(".example-place a") is None


def test_outputs_are_grouped_by_python_with_the_newest_first_and_open(figure: Callable[..., Tag], book: Book) -> None:
    newest = book.pythons[-1].tag
    which = figure("which_python")
    assert summaries(which) == [f"Output on Python {newest}", *(f"Output on Python 3.{minor}" for minor in (8, 7, 6))]
    assert [output.name for output in outputs(which)] == ["details"] * 4
    assert [output.has_attr("open") for output in outputs(which)] == [True, False, False, False]


def test_every_output_says_which_pythons_wrote_it_and_which_exact_releases(
    figure: Callable[..., Tag], book: Book
) -> None:
    releases = {python.tag: python.release + python.tag[len(python.base) :] for python in book.pythons}
    for name in ("which_python", "say_hello"):
        groups = outputs(figure(name))
        assert sorted(" ".join(str(element["data-pythons"]) for element in groups).split()) == sorted(releases)
        said = {
            element["data-python"]: element.get_text() for group in groups for element in group.select("[data-python]")
        }
        assert said == releases


def test_an_output_that_is_the_same_everywhere_has_nothing_to_open(figure: Callable[..., Tag]) -> None:
    assert summaries(figure("say_hello")) == ["Output on every Python"]
    assert [output.name for output in outputs(figure("say_hello"))] == ["div"]


def test_an_example_that_does_not_run_everywhere_says_where_and_why(figure: Callable[..., Tag], book: Book) -> None:
    longest = figure("longest_word")
    elsewhere = text_of(longest.select_one(".example-elsewhere"))
    assert elsewhere == "Not on 3.6–3.7: assignment expressions are new in 3.8"
    assert summaries(longest) == [f"Output on Python 3.8–{book.pythons[-1].tag}"]


def test_the_badge_of_an_ending_is_derived_from_the_recording(built: Build) -> None:
    facts = example_of(built.page("programs"), "basics/divide_by_zero").select_one(".example-facts")
    assert text_of(facts).endswith("· ends with ZeroDivisionError")


def test_an_ending_that_is_not_the_same_everywhere_stands_at_its_group(figure: Callable[..., Tag]) -> None:
    nothing = figure("say_nothing")
    assert nothing.select_one(".example-facts .example-ending") is None
    assert summaries(nothing)[1] == "Output on Python 3.6–3.7 ends with exit status 3"
    assert "(It writes nothing.)" in text_of(outputs(nothing)[0])


def test_a_part_is_shown_with_its_line_numbers_and_the_rest_one_click_away(figure: Callable[..., Tag]) -> None:
    part = figure("say_hello", 1)
    excerpt = part.select_one(":scope > .example-source .example-program pre")
    assert excerpt is not None
    assert [number.get_text().strip() for number in excerpt.select(".linenos")] == ["8", "9"]
    assert text_of(part.select_one(".example-file")) == "Lines 8–9"
    whole = part.select_one("details.example-whole")
    assert whole is not None
    assert not whole.has_attr("open")
    assert len(whole.select(".linenos")) == 9
    assert "Say hello." in whole.get_text()
    assert "Say hello." not in excerpt.get_text()


def test_files_that_are_not_asked_for_are_one_click_away(figure: Callable[..., Tag]) -> None:
    count = figure("count_words")
    assert [text_of(element) for element in count.select(":scope > .example-source > .example-file")] == ["counting.py"]
    whole = count.select_one("details.example-whole")
    assert whole is not None
    assert [text_of(element) for element in whole.select(".example-file")] == ["main.py", "counting.py", "poem.txt"]


def test_unusual_commands_and_what_is_typed_are_shown(figure: Callable[..., Tag]) -> None:
    count = figure("count_words")
    commands = [text_of(element) for element in count.select(".example-command")]
    assert commands == ["$ python main.py < poem.txt", "$ python -m main"]
    assert "Typed into python -m main:" in text_of(count)
    assert text_of(count.select_one(".example-typed")) == "three short words"
    assert not figure("say_hello").select(".example-command")


def test_a_question_keeps_every_output_closed(figure: Callable[..., Tag]) -> None:
    ask = figure("ask_name")
    assert text_of(ask.select_one(".example-question")) == "What does it say?"
    assert summaries(ask) == ["Show the output on every Python"]
    assert [(output.name, output.has_attr("open")) for output in outputs(ask)] == [("details", False)]


def test_a_folded_example_is_closed_under_its_title(shown: BeautifulSoup) -> None:
    folded = shown.select_one("details.example-fold")
    assert folded is not None
    assert not folded.has_attr("open")
    assert text_of(folded.find("summary")) == "A worked solution"
    assert folded.select_one("figure.example") is not None


def test_no_page_has_the_same_id_twice(built: Build) -> None:
    pages = sorted(built.out.rglob("*.html"))
    assert len(pages) >= 7
    for page in pages:
        ids = [
            element["id"] for element in BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").select("[id]")
        ]
        assert len(ids) == len(set(ids)), page


def test_two_uses_of_an_example_in_a_page_have_ids_of_their_own(figure: Callable[..., Tag]) -> None:
    ids = [figure("say_hello", number)["id"] for number in range(3)]
    assert ids == ["example-basics-say-hello", "example-basics-say-hello-2", "example-basics-say-hello-3"]


def test_a_reference_to_an_example_leads_to_its_first_use_and_says_its_caption(built: Build) -> None:
    links = built.page("shown").select('p > a.reference[href*="#example-"]')
    destinations = [(element["href"], text_of(element)) for element in links]
    assert destinations == [
        ("#example-basics-which-python", "Which Python"),
        ("#example-basics-say-hello", "the greeting"),
    ]


def test_the_index_has_the_terms_of_the_glossary_and_no_examples(built: Build) -> None:
    index = text_of(built.page("genindex").select_one("body"))
    assert "listing" in index
    assert "basics/" not in index


def test_a_claim_leads_to_its_probe_and_says_what_it_claims(built: Build) -> None:
    mark = built.page("values").select_one(".claim a")
    assert mark is not None
    assert [text_of(element) for element in mark.select(".claim-range, .claim-yes")] == [
        "3.8+",
        "applies to your Python",
    ]
    assert mark["title"] == "Since Python 3.8: An assignment expression compiles."
    assert mark["href"] == "claims.html#claim-basics-assignment-expression"
    assert built.page("claims").select_one("#claim-basics-assignment-expression") is not None


def test_each_kind_of_claim_has_its_words_and_names_the_pythons_it_is_true_of(built: Build, book: Book) -> None:
    marks = [element for name in ("values", "programs") for element in built.page(name).select(".claim")]
    assert [text_of(mark.select_one(".claim-range")) for mark in marks] == ["3.8+", "≤ 3.7", "3.7"]
    newest = book.pythons[-1].tag
    true_on = [f"3.8 {newest}" if newest != "3.8" else "3.8", "3.6 3.7", "3.7"]
    assert [mark["data-pythons"] for mark in marks] == true_on


def test_the_list_of_claims_shows_probe_answers_and_pages(built: Build, book: Book) -> None:
    items = built.page("claims").select("ul.claims > li")
    assert len(items) == len(book.probes) == 3
    assert text_of(built.page("claims").select_one("h2")).startswith("basics")
    assert text_of(built.page("claims").select_one("h2 + p")) == "Examples of the small book’s two pages."
    clock = items[1]
    assert text_of(clock.select_one(".claim-sentence")) == "The module time has a function clock(). ≤ 3.7"
    heads = [text_of(element) for element in clock.select("th")]
    answers = [text_of(element) for element in clock.select("td")]
    assert dict(zip(heads, answers, strict=True)) == {
        python.tag: "true" if python.tag in ("3.6", "3.7") else "false" for python in book.pythons
    }
    assert "def processor_clock" in text_of(clock.select_one("details .claim-source"))
    places = [element["href"] for element in clock.select(".claim-pages a")]
    assert places == ["shown.html#claimed-basics-processor-clock", "values.html#claimed-basics-processor-clock"]
    for place in places:
        page, anchor = urldefrag(str(place))
        assert built.page(page.removesuffix(".html")).find(id=anchor) is not None


def test_nothing_that_is_rendered_needs_a_script(built: Build) -> None:
    for page in built.out.rglob("*.html"):
        for part in BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").select("figure.example, ul.claims"):
            assert not part.select("script, button, [hidden], [style]")
            assert not [name for element in part.find_all(True) for name in element.attrs if name.startswith("on")]


def test_every_summary_is_the_first_child_of_its_details(built: Build) -> None:
    details = [element for name in ("shown", "values", "claims") for element in built.page(name).select("details")]
    assert len(details) >= 15
    for fold in details:
        assert next(child.name for child in fold.children if isinstance(child, Tag)) == "summary"


def test_a_page_of_the_chapter_says_its_level_its_pythons_and_how_long_it_takes(built: Build, book: Book) -> None:
    newest = [python.tag for python in book.pythons if not python.is_variant][-1]
    header = built.page("values").select_one("h1 + dl.page-header")
    assert header is not None
    facts = dict(zip(map(text_of, header.select("dt")), map(text_of, header.select("dd")), strict=True))
    assert {key.rstrip(":"): value for key, value in facts.items()} == {
        "Level": "beginner",
        "Pythons": f"3.6–{newest}",
        "Before this page": "none",
        "Reading time": "about 1 minute",
    }


def test_a_page_without_a_level_has_no_header(built: Build) -> None:
    assert not built.page("shown").select(".page-header")


def test_examples_and_claims_are_found_by_name_in_the_inventory(built: Build) -> None:
    inventory = zlib.decompress((built.out / "objects.inv").read_bytes().split(b"zlib.\n", 1)[1]).decode()
    assert "which_python" in inventory
    assert "processor_clock" in inventory


def test_reading_in_parallel_gives_the_same_pages(built: Build, book: Book) -> None:
    before = {path.name: path.read_bytes() for path in built.out.glob("*.html")}
    again = build(book, "html", "-E", "-a", "-j", "2")
    assert (again.warnings, again.status) == ("", 0)
    assert {path.name: path.read_bytes() for path in again.out.glob("*.html")} == before


def test_a_program_that_is_not_recorded_is_shown_with_the_command_that_records_it(tmp_path: Path, book: Book) -> None:
    root = tmp_path / "book"
    shutil.copytree(book.root, root, symlinks=True, ignore=shutil.ignore_patterns("html", "doctrees"))
    Book(root).recording_path("basics/which_python").unlink()
    rendered = build(Book(root))
    assert rendered.status == 1
    assert "the example basics/which_python has no recording" in rendered.warnings
    figure = example_of(rendered.page("shown"), "basics/which_python")
    assert "Say which Python this is." in figure.get_text()
    assert "not recorded yet" in text_of(figure.select_one(".example-facts"))
    assert "make record E=basics/which_python" in text_of(figure.select_one(".example-unrecorded"))
