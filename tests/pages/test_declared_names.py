"""The names in a diagram: which must be declared, how a declaration reads, and what the Pythons answered."""

import contextlib
from dataclasses import replace
from pathlib import Path

import pytest

from bookcheck.diagrams.declared_names import check_names, check_ranges, declarations, labels, write_name_list
from bookcheck.diagrams.diagram import Diagram, read_diagram
from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.programs.runner import Outcome, Runner, Step
from bookcheck.pythons.python import Python, span
from bookcheck.recordings.comparison import check_program
from bookcheck.recordings.recording import Recording
from tests.small_book import edit, write_recording

PAGE = Path("docs/page.md")
LIST = [Python(tag, tag + ".0") for tag in ("3.8", "3.9", "3.10", "3.11", "3.12", "3.12t")]


def flowchart(label: str, *comments: str, description: str = "A box.") -> str:
    lines = ["flowchart TD", "    accTitle: A title", "    accDescr: " + description]
    return "\n".join([*lines, *("    %% " + each for each in comments), '    box["{}"]'.format(label)]) + "\n"


def diagram(label: str, *comments: str) -> Diagram:
    return read_diagram(flowchart(label, *comments), PAGE, 10)


def problems(book: Book, source: str) -> list[str]:
    """What the static gate says of the names in a diagram of the small book; its first line is line 12."""
    edit(book.docs / "values.md", "# Values\n", "# Values\n\n```{mermaid}\n" + source + "```\n")
    with contextlib.suppress(BookError):
        write_name_list(Book(book.root))
    errors = list(check_names(Book(book.root)))
    assert all(error.path == book.docs / "values.md" and (error.line or 0) >= 12 for error in errors)
    return [error.problem for error in errors]


def test_the_texts_of_a_flowchart_are_its_title_its_description_and_what_is_in_quotes() -> None:
    source = 'a["one<br/>two"] -->|"three"| b\n    %% names: four\n'
    found = read_diagram(flowchart("zero") + "    " + source, PAGE, 10)
    assert labels(found) == ["A title", "A box.", "zero", "one\ntwo", "b", "three"]


def test_the_texts_of_a_sequence_are_its_participants_messages_and_notes() -> None:
    lines = ["sequenceDiagram", "accTitle: T", "accDescr: D", "participant a as shop.basket", "participant main"]
    lines += ["a->>main: import LIMIT", "Note over a: at f_back", "%% words: LIMIT"]
    found = read_diagram("\n".join(lines) + "\n", PAGE, 10)
    assert labels(found) == ["T", "D", "shop.basket", "main", "import LIMIT", "at f_back"]


@pytest.mark.parametrize(
    "name", ["LOAD_FAST", "co_code", "__spec__", "sys.modules", "BinOp", "NameError", "GIL", "a.py", "_private"]
)
def test_what_looks_technical_is_declared_or_refused(book: Book, name: str) -> None:
    assert problems(book, flowchart("the {}() of it".format(name))) == [
        "a diagram names {} and does not declare it".format(name)
    ]


def test_names_in_the_title_and_the_description_are_looked_at_too(book: Book) -> None:
    source = flowchart("a box", description="It leads by f_back to the caller.")
    assert problems(book, source) == ["a diagram names f_back and does not declare it"]


def test_plain_words_numbers_and_endings_of_files_need_no_declaration(book: Book) -> None:
    assert problems(book, flowchart("The frame, in 2 parts: micro-ops (a .pyc file), x > 0, Python")) == []


@pytest.mark.parametrize(
    ("label", "comment"),
    [
        ("f_back", "names: f_back"),
        ("f_back", "names: types.FrameType.f_back"),
        ("FrameType.f_back", "names: types.FrameType.f_back"),
        ("sys.modules[name] = module", "names: sys.modules"),
        ("prev_instr", "source Include/internal/pycore_frame.h: prev_instr"),
        ("prev_instr, 3.7 on", "source 3.7+ Include/internal/pycore_frame.h: prev_instr"),
        ("the GIL", "words: GIL"),
        ("ast: Assign", "names: ast.Assign"),
        ("co_x (3.7+)", "names 3.7+: co_x"),
        ("co_x() (≤ 3.7)", "names 3.6-3.7: co_x"),
        ("co_x (3.7)", "names 3.7: co_x"),
    ],
)
def test_a_declared_name_may_stand(book: Book, label: str, comment: str) -> None:
    assert problems(book, flowchart(label, comment)) == []


@pytest.mark.parametrize(
    ("label", "comment", "problem"),
    [
        ("f_back", "names: f_back, f_code", "a diagram declares f_code and does not name it"),
        ("my_f_back", "words: my_f_back, f_back", "a diagram declares f_back and does not name it"),
        ("FrameType", "names: types.FrameType.f_back", "a diagram names FrameType and does not declare it"),
        ("co_x since 3.8", "names 3.7+: co_x", "a diagram names 3.8, where none of its names begins or ends"),
        ("co_x since 3.7", "words: co_x", "a diagram names 3.7, where none of its names begins or ends"),
        ("co_x (3.8+), co_y", "names 3.7+: co_x", "a diagram gives co_x another range than it declares"),
    ],
)
def test_a_declaration_that_does_not_fit_is_refused(book: Book, label: str, comment: str, problem: str) -> None:
    assert problem in problems(book, flowchart(label, comment))


@pytest.mark.parametrize(
    "comment",
    [
        "a remark",
        "name: f_back",
        "names f_back",
        "names: f_back,",
        "names: f_back()",
        "names:",
        "names 3.7: f_back",
        "names 3.12-3.8: f_back",
        "names 3.8-3.12: f_back",
        "names 3.8+: f_back",
        "names Python/ceval.c: f_back",
        "words 3.8: f_back",
        "source: f_back",
        "source ceval: f_back",
    ],
)
def test_a_comment_that_declares_nothing_is_refused_at_its_line(comment: str) -> None:
    with pytest.raises(BookError, match=r"a diagram declares|a comment in a diagram") as caught:
        declarations(diagram("f_back", "words: x", comment), LIST)
    assert (caught.value.path, caught.value.line) == (PAGE, 14)
    assert caught.value.found == "%% " + comment
    assert caught.value.expected is not None
    assert "%% names 3.11+: co_qualname" in caught.value.expected


def test_a_declaration_is_a_name_a_kind_a_line_and_a_range() -> None:
    found = declarations(diagram("", "names 3.9-3.11: a, b.c", "words: d", "source 3.11+ Python/ceval.c: e"), LIST)
    assert [(each.name, each.kind, each.line, each.run.first, each.run.last) for each in found] == [
        ("a", "names", 13, (3, 9), (3, 11)),
        ("b.c", "names", 13, (3, 9), (3, 11)),
        ("d", "words", 14, (3, 8), (3, 12)),
        ("e", "source", 15, (3, 11), (3, 12)),
    ]


def ranges(book: Book, recorded: str, *comments: str) -> list[BookError]:
    """What is said of the ranges in ``comments``, where every Python answered ``recorded``."""
    book.name_list.write_text("f_back\nLOAD_SLOWLY\n", encoding="utf-8")
    book = Book(book.root)
    assert book.names_program is not None
    answered = Outcome((Step("python ask_names.py", recorded),))
    outcomes = dict.fromkeys((python.tag for python in book.pythons if not python.is_variant), answered)
    write_recording(book, Recording("names", book.names_program.digest, outcomes))
    found = diagram("", *comments)
    return list(check_ranges(book, found, declarations(found, book.pythons)))


ANSWERS = "f_back True\nLOAD_SLOWLY False\n"


def test_a_name_that_a_python_lacks_is_a_mistake_of_the_diagram(book: Book) -> None:
    (error,) = ranges(book, ANSWERS, "names: f_back, LOAD_SLOWLY", "words: NOTHING")
    known = [python.tag for python in book.pythons]
    assert error.problem == "a diagram declares a name that Python {} lacks".format(span(known, known))
    assert (error.path, error.line, error.found) == (PAGE, 13, "LOAD_SLOWLY")


def test_a_name_that_a_python_outside_its_range_has_is_a_mistake_of_the_diagram(book: Book) -> None:
    (error,) = ranges(book, ANSWERS, "names 3.6-3.7: f_back")
    known = [python.tag for python in book.pythons]
    assert error.problem == "a diagram declares a name that Python {} has too".format(span(known[2:], known))


def test_a_name_that_is_where_it_is_declared_passes(book: Book) -> None:
    names = ["names: f_back", "words: LOAD_SLOWLY", "source Python/ceval.c: LOAD_SLOWLY"]
    assert ranges(book, ANSWERS, *names) == []


def test_the_list_is_of_the_names_that_the_diagrams_declare(book: Book) -> None:
    assert problems(book, flowchart("f_back, f_code", "names: f_code, f_back", "words: NOTHING, f_code")) == [
        "a diagram declares NOTHING and does not name it"
    ]
    assert book.name_list.read_text(encoding="utf-8") == "f_back\nf_code\n"
    book.name_list.write_text("f_back\nf_front\n", encoding="utf-8")
    error = list(check_names(Book(book.root)))[-1]
    assert error.problem == "the list of the names in the diagrams is not of these diagrams"
    assert (error.found, error.fix) == ("f_code, f_front", "make diagrams record E=names")


def test_the_recorded_program_says_which_names_the_running_python_has(book: Book, runner: Runner) -> None:
    book.name_list.write_text("LOAD_SLOWLY\nf_back\n", encoding="utf-8")
    program = Book(book.root).programs["names"]
    assert runner.run(program).steps[0].output == "LOAD_SLOWLY False\nf_back True\n"


def test_a_python_that_answers_otherwise_than_recorded_says_so(book: Book, runner: Runner) -> None:
    ranges(book, "LOAD_SLOWLY False\nf_back False\n", "names 3.6-3.7: f_back")
    book.name_list.write_text("LOAD_SLOWLY\nf_back\n", encoding="utf-8")
    project = Book(book.root)
    program = project.programs["names"]
    write_recording(project, replace(project.load_recording(program), program=program.digest))
    with pytest.raises(BookError, match="names does not do on Python") as caught:
        check_program(project, program, runner)
    assert "-f_back False" in str(caught.value)
