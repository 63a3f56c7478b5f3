"""Source to output in HTML: lines carry what they are about, and nothing else of a page changes by it."""

import pytest
from bs4 import BeautifulSoup, Tag

from bookcheck.pages.book import Book
from bookcheck.programs.runner import Runner
from bookcheck.sphinx_ext.line_marks import mark_lines
from tests.site.rendering import CONFIGURATION, Build, build, example_of
from tests.small_book import copy_book, record_book, with_output, write_recording

PROGRAMS = {
    "shown.py": '''\
"""Disassemble."""

import dis


def add(a, b):
    total = a + b  # book: emphasize
    return total


dis.dis(add)  # book: part show
add(2, 3)  # book: end show

# book: positions dis
# book: trace add
# book: changed 3.7: It has other instructions.
''',
    "tokens.py": '''\
"""Two lines."""

TEXT = """\\
a = 1
b = 2
"""

for number, line in enumerate(TEXT.split("\\n")[:2], 1):
    print(number, line)

# book: positions first of TEXT
''',
}

PAGE = """\
---
examples: 3
---

# Lines

```{example} basics/shown
```

```{example} basics/shown
:part: show
```

```{example} basics/tokens
```

```{trace} basics/shown
```
"""

OLD = "  7           0 LOAD_FAST                0 (a)\n              2 BINARY_ADD\n\n  8           6 RETURN_VALUE\n"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, runner: Runner) -> Book:
    """The small book with two examples that declare positions; the oldest Python wrote other instructions."""
    project = copy_book(tmp_path_factory.mktemp("linking") / "book")
    for name, text in PROGRAMS.items():
        (project.examples_root / "basics" / name).write_text(text, encoding="utf-8")
    (project.docs / "lines.md").write_text(PAGE, encoding="utf-8")
    (project.docs / "claims.md").write_text("# Claims\n\n```{claims}\n```\n", encoding="utf-8")
    index = project.docs / "index.md"
    index.write_text(index.read_text(encoding="utf-8").replace("programs\n", "programs\nlines\nclaims\n"))
    (project.root / "conf.py").write_text(CONFIGURATION, encoding="utf-8")
    project = Book(project.root)
    record_book(project, runner)
    recording = project.load_recording(project.examples["basics/shown"])
    oldest = project.pythons[0]
    outcome = recording.look_up(oldest)
    assert outcome is not None
    write_recording(project, recording.with_outcome(oldest, oldest.release, with_output(outcome, OLD), project.pythons))
    return Book(project.root)


@pytest.fixture(scope="module")
def html(book: Book) -> Build:
    return build(book)


@pytest.fixture(scope="module")
def page(html: Build) -> BeautifulSoup:
    assert (html.warnings, html.status) == ("", 0)
    return html.page("lines")


def lines(element: Tag | None) -> list[tuple[str, str]]:
    assert element is not None
    return [(str(marked["data-line"]), marked.get_text()) for marked in element.select("[data-line]")]


def test_lines_of_the_source_have_their_number_if_an_output_is_about_them(page: BeautifulSoup) -> None:
    source = example_of(page, "basics/shown").select_one(".example-source pre")
    marked = lines(source)
    assert marked[-2:] == [("7", "    total = a + b\n"), ("8", "    return total\n")]
    assert {number for number, _ in marked} <= {"6", "7", "8"}


def test_lines_of_an_output_that_are_about_the_same_stand_in_one_element(page: BeautifulSoup) -> None:
    old = example_of(page, "basics/shown").select(".example-output")[-1]
    first, second, last = OLD.split("\n")[:1], OLD.split("\n")[1:2], OLD.split("\n")[3:4]
    assert lines(old) == [("7", "\n".join([*first, *second]) + "\n"), ("8", last[0] + "\n")]


def test_marks_leave_the_text_of_a_block_as_it_is(page: BeautifulSoup, book: Book) -> None:
    program = book.examples["basics/shown"].files["shown.py"].text
    source = example_of(page, "basics/shown").select_one(".example-source pre")
    assert source is not None
    assert source.get_text() == program.rstrip("\n") + "\n"
    assert source.select_one(".hll") is not None
    old = example_of(page, "basics/shown").select_one(".example-output:last-of-type pre")
    assert old is None or "data-line" not in old.get_text()


def test_an_excerpt_and_the_whole_program_below_it_are_marked_with_the_numbers_of_the_file(
    page: BeautifulSoup,
) -> None:
    figure = example_of(page, "basics/shown", 1)
    assert lines(figure.select_one("[data-excerpt]")) == []
    whole = figure.select_one(".example-whole pre")
    assert [number for number, _ in lines(whole)][-2:] == ["7", "8"]
    assert whole is not None
    assert len(whole.select(".linenos")) == 12


def test_numbers_of_a_text_in_the_program_are_those_of_the_file_that_holds_it(page: BeautifulSoup) -> None:
    figure = example_of(page, "basics/tokens")
    assert lines(figure.select_one(".example-source")) == [("4", "a = 1\n"), ("5", "b = 2\n")]
    assert lines(figure.select_one(".example-output")) == [("4", "1 a = 1\n"), ("5", "2 b = 2\n")]


def test_steps_of_a_trace_are_about_the_lines_of_the_example(page: BeautifulSoup) -> None:
    (figure,) = page.select("figure.trace")
    assert figure["data-program"] == "basics/shown"
    rows = figure.select_one("tbody")
    assert rows is not None
    line_numbers = [str(row["data-line"]) for row in rows.select("tr")]
    assert len(line_numbers) == len(rows.select("tr")) > 4
    assert set(line_numbers) - {"6"} == {"7", "8"}


def test_an_example_without_positions_has_no_marks(html: Build) -> None:
    assert html.page("programs").select("[data-line]") == []


@pytest.mark.parametrize("builder", ["text", "latex", "epub"])
def test_other_formats_have_no_marks(book: Book, builder: str) -> None:
    rendered = build(book, builder)
    assert (rendered.warnings, rendered.status) == ("", 0)
    texts = [
        path.read_text(encoding="utf-8")
        for path in rendered.out.rglob("*")
        if path.suffix in (".txt", ".tex", ".xhtml")
    ]
    assert any("return total" in text or "return" in text for text in texts)
    assert not any("data-line" in text for text in texts)


def test_a_line_that_is_emphasized_is_marked_whole() -> None:
    html = '<div><pre><span></span>a\n<span class="hll">b\n</span>c\n</pre></div>\n'
    assert mark_lines(html, ["", "2"]) == (
        '<div><pre><span></span>a\n<span data-line="2"><span class="hll">b\n</span></span>c\n</pre></div>\n'
    )
