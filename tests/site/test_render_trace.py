"""A trace as each format shows it: a table for each group of Pythons, with what each instruction takes and leaves."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from bookcheck.pages.book import Book
from bookcheck.programs.runner import Runner
from bookcheck.sphinx_ext.page_header import reading
from bookcheck.sphinx_ext.trace_directive import kept, steps_table
from bookcheck.tracing.recorded_trace import Step, Trace
from tests.site.rendering import CONFIGURATION, Build, build, text_of
from tests.small_book import copy_book, record_book, with_output, write_recording

PROGRAM = '''\
"""Adds."""


def add(a, b):
    total = a + b
    return total


print(add(2, 3))

# book: trace add
'''

PAGE = """\
---
examples: 1
---

# Steps

```{example} basics/add
```

```{trace} basics/add
:caption: The steps of `add`
```

See {ref}`example:basics/add.trace`.
"""

OLD = """\
call   add(a=2 · b=3)
5      total = a + b
       BINARY_ADD                       │ 2 · 3                            │ a=2 · b=3
       STORE_FAST total                 │ 5                                │ a=2 · b=3
6      return total
       LOAD_FAST total                  │ –                                │ a=2 · b=3 · total=5
       L1: RETURN_VALUE                 │ 5                                │ a=2 · b=3 · total=5
return 5
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, runner: Runner) -> Book:
    """The small book with an example that is traced; the oldest Python did it in other steps."""
    project = copy_book(tmp_path_factory.mktemp("traces") / "book")
    (project.examples_root / "basics" / "add.py").write_text(PROGRAM, encoding="utf-8")
    (project.docs / "steps.md").write_text(PAGE, encoding="utf-8")
    (project.docs / "claims.md").write_text("# Claims\n\n```{claims}\n```\n", encoding="utf-8")
    index = project.docs / "index.md"
    index.write_text(index.read_text(encoding="utf-8").replace("programs\n", "programs\nsteps\nclaims\n"))
    (project.root / "conf.py").write_text(CONFIGURATION, encoding="utf-8")
    project = Book(project.root)
    record_book(project, runner)
    program = project.traces["basics/add"]
    recording = project.load_recording(program)
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
    return html.page("steps")


def tables(page: BeautifulSoup) -> list[Tag]:
    return page.select("figure.trace table.trace-steps")


def test_every_group_of_pythons_has_its_table_the_newest_open(page: BeautifulSoup, book: Book) -> None:
    folds = page.select("figure.trace > details.example-output")
    assert len(folds) == len(tables(page)) == 2
    assert [fold.has_attr("open") for fold in folds] == [True, False]
    assert [text_of(fold.summary).startswith("Steps on Python ") for fold in folds] == [True, True]
    assert folds[1]["data-pythons"] == book.pythons[0].tag


def test_a_table_has_header_cells_and_a_row_for_each_step(page: BeautifulSoup) -> None:
    old = tables(page)[1]
    assert [text_of(cell) for cell in old.select("thead th")] == [
        "Step",
        "Line",
        "Instruction",
        "Value stack",
        "Locals",
    ]
    rows = [[text_of(cell) for cell in row.select("td")] for row in old.select("tbody tr")]
    assert rows == [
        ["total = a + b"],
        ["1", "5", "BINARY_ADD", "− 2 − 3 + 5", "a=2 b=3"],
        ["2", "5", "STORE_FAST total", "− 5", "a=2 b=3"],
        ["return total"],
        ["3", "6", "LOAD_FAST total", "+ 5", "a=2 b=3 total=5"],
        ["4", "6", "L1: RETURN_VALUE", "− 5", "a=2 b=3 total=5"],
    ]


def test_a_trace_says_what_it_is_of_and_what_it_returned(page: BeautifulSoup) -> None:
    figure = page.select_one("figure.trace")
    assert figure is not None
    assert text_of(figure.select_one(".example-caption")).startswith("The steps of add")
    assert text_of(figure.select_one(".example-place")) == "basics/add.py"
    assert text_of(figure).count("add(a=2, b=3) returned 5") == 2


def test_a_table_can_be_moved_sideways_with_the_keyboard(page: BeautifulSoup, book: Book) -> None:
    regions = page.select("figure.trace .scroller")
    assert [(element["tabindex"], element["role"]) for element in regions] == [("0", "region")] * 2
    assert regions[1]["aria-label"] == f"Steps of add(a=2, b=3) on Python {book.pythons[0].tag}"


def test_a_trace_can_be_referred_to(page: BeautifulSoup) -> None:
    (figure,) = page.select("figure.trace")
    assert page.select(f'a.reference[href="#{figure["id"]}"]')


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "texinfo"])
def test_each_format_is_built_without_a_warning(book: Book, builder: str) -> None:
    rendered = build(book, builder)
    assert (rendered.warnings, rendered.status) == ("", 0)


def test_text_shows_every_step(book: Book) -> None:
    text = " ".join((build(book, "text").out / "steps.txt").read_text(encoding="utf-8").split())
    assert '| 1 | 5 | "BINARY_ADD" | − "2" − "3" + "5" |' in text


def test_latex_breaks_a_long_table_over_pages(book: Book) -> None:
    (document,) = build(book, "latex").out.glob("*.tex")
    source = document.read_text(encoding="utf-8")
    assert source.count(r"\begin{longtable}") == 2
    assert re.search(r"STORE\\_FAST\s+total", source)


def test_plain_markdown_has_every_step_in_a_table(html: Build) -> None:
    text = (html.out / "_sources" / "steps.md.txt").read_text(encoding="utf-8")
    assert "**The steps of `add`**" in text
    assert (
        "| Step | Line | Instruction | Value stack | Locals |\n| --- | --- | --- | --- | --- |\n| `total = a + b` |"
        in text
    )
    assert "| 1 | 5 | `BINARY_ADD` | −\N{NO-BREAK SPACE}`2` −\N{NO-BREAK SPACE}`3` +\N{NO-BREAK SPACE}`5` |" in text
    assert "`add(a=2, b=3)` returned `5`" in text
    assert "{trace}" not in text


def test_a_row_is_read_as_a_line_of_code_is() -> None:
    from docutils.utils import new_document

    document = new_document(str(Path("a")))
    document += steps_table(Trace("f", (), tuple(Step(1, "x", "", "NOP", (), ()) for _ in range(48)), "1"))
    assert reading(document) == (0, 2)


def step(instruction: str, *stack: str) -> Step:
    return Step(1, "", "", instruction, stack, ())


def test_what_an_instruction_takes_is_found_even_where_it_leaves_the_same() -> None:
    assert kept(step("LOAD_FAST a", "1"), ("1", "1")) == 1
    assert kept(step("POP_TOP", "1", "1"), ("1",)) == 1
    assert kept(step("BINARY_OP *", "7", "1", "1"), ("7", "1")) == 1
    assert kept(step("TO_BOOL", "True"), ("True",)) == 0
