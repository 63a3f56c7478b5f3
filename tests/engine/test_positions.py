"""Positions in outputs: what this Python's own tools write is read back, and an example says which source is meant."""

import ast
import dis
import io
import sys
import tokenize
from contextlib import redirect_stdout
from typing import Any, List, Optional, Tuple

import pytest

from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.programs.declaration import Declaration
from bookcheck.programs.positions import FORMS, Numbers, dis_lines, token_lines, tree_lines
from bookcheck.programs.runner import Outcome, Step
from bookcheck.recordings.linked_lines import Place, check_positions, output_places, program_places, source_of
from bookcheck.recordings.recording import Recording
from tests.small_book import MakeExample, write_recording

SOURCE = '''\
def whole(text, others=()):
    """Two lines,
    one string."""
    try:
        return int(text) + sum(
            other for other in others
        )
    except ValueError:
        return 0
'''

SETTINGS = [{}, {"show_caches": True}, {"show_offsets": True}, {"show_positions": True}]
SINCE = {"show_caches": (3, 11), "show_offsets": (3, 13), "show_positions": (3, 14)}


def written(function: Any, *arguments: Any, **settings: Any) -> List[str]:
    stream = io.StringIO()
    with redirect_stdout(stream):
        function(*arguments, **settings)
    return stream.getvalue().rstrip("\n").split("\n")


def code() -> Any:
    constants = compile(SOURCE, "whole.py", "exec").co_consts
    return next(each for each in constants if hasattr(each, "co_code"))


def shown_numbers(settings: Any) -> List[Numbers]:
    """The line of each instruction as dis tells it: where an old one has no line of its own, the one above it."""
    starts = dict(dis.findlinestarts(code()))
    found: List[Numbers] = []
    current: Optional[int] = None
    options = {"show_caches": True} if "show_caches" in settings else {}
    for instruction in dis.get_instructions(code(), **options):
        if settings.get("show_positions"):
            current = instruction.positions.lineno if instruction.positions else None
        elif sys.version_info >= (3, 13):
            current = instruction.line_number
        else:
            current = starts.get(instruction.offset, current)
        found.append((current,) if current else ())
    return found


@pytest.mark.parametrize("settings", SETTINGS, ids=lambda settings: "".join(settings) or "as it is")
def test_every_instruction_that_this_python_disassembles_has_its_line(settings: Any) -> None:
    if any(sys.version_info < SINCE[name] for name in settings):
        with pytest.raises(TypeError):
            dis.dis(code(), **settings)
        return
    lines = written(dis.disassemble, code(), **settings)
    end = lines.index("ExceptionTable:") if "ExceptionTable:" in lines else len(lines)
    found = dis_lines(lines)
    instructions = [numbers for numbers, text in zip(found, lines[:end]) if text.strip()]
    if settings == {"show_caches": True} and sys.version_info >= (3, 13):  # get_instructions() has none there
        instructions = [numbers for numbers, text in zip(found, lines[:end]) if text.strip() and " CACHE" not in text]
    assert instructions == shown_numbers(settings)
    assert {numbers for numbers in found if numbers} >= {(5,), (8,), (9,)}
    assert found[end:] == [()] * len(lines[end:])


def test_a_disassembly_after_another_begins_anew() -> None:
    lines = written(dis.dis, compile(SOURCE, "whole.py", "exec"))
    found = dis_lines(["SOURCE", "the text", *lines])
    headings = [place for place, text in enumerate(lines, 2) if text.startswith("Disassembly")]
    assert len(headings) >= 2
    assert [found[place] for place in (0, 1, *headings)] == [()] * (2 + len(headings))


DISASSEMBLIES: Tuple[Tuple[str, List[Numbers]], ...] = (
    ("  7           0 LOAD_FAST                0 (price)\n              2 BINARY_ADD\n", [(7,), (7,)]),
    ("  7           0 LOAD_FAST                0 (price)\n    -->       4 BINARY_ADD\n", [(7,), (7,)]),
    ("  9     >>   12 DUP_TOP\n             14 POP_TOP\n\n 10          26 POP_EXCEPT\n", [(9,), (9,), (), (10,)]),
    ("  0           0 RESUME                   0\n", [(0,)]),
    ("   8   L1:     LOAD_GLOBAL              1 (int + NULL)\n       L2:     RETURN_VALUE\n", [(8,), (8,)]),
    ("   8   L1:  4       LOAD_FAST\n            6       RETURN_VALUE\n", [(8,), (8,)]),
    ("   8           NOP\n\n  --   L3:     PUSH_EXC_INFO\n               COPY 3\n", [(8,), (), (), ()]),
    ("1:0-1:0     RESUME                   0\n12:4-13:9   --> CALL 1\n--          COPY\n", [(1,), (12,), ()]),
    ("  4           LOAD_FAST_BORROW         0 (a)\n          --> BINARY_OP                0 (+)\n", [(4,), (4,)]),
    ("what TOTAL says\nTREE\nNone\n", [(), (), ()]),
)


@pytest.mark.parametrize(("text", "numbers"), DISASSEMBLIES)
def test_what_other_pythons_disassemble_is_read_too(text: str, numbers: List[Numbers]) -> None:
    assert dis_lines(text.rstrip("\n").split("\n")) == numbers


def test_every_token_of_this_python_has_its_lines() -> None:
    tokens = list(tokenize.generate_tokens(io.StringIO(SOURCE).readline))
    spans = [tuple(range(token.start[0], token.end[0] + 1)) for token in tokens]
    assert (2, 3) in spans
    as_command = ["{},{}-{},{}:  OP '(1, 0) (2, 0)'".format(*token.start, *token.end) for token in tokens]
    assert token_lines(as_command) == spans
    assert token_lines([f"OP {token.start} {token.end}" for token in tokens]) == spans
    assert token_lines([repr(token._replace(line="", string="x")) for token in tokens])[:1] == spans[:1]


def test_every_line_of_a_node_is_about_the_line_where_the_node_begins() -> None:
    if sys.version_info < (3, 9):
        text = ast.dump(ast.parse(SOURCE), include_attributes=True)
        assert set(tree_lines([text])[0]) == {1, 2, 4, 5, 6, 8, 9}
        return
    lines = ast.dump(ast.parse(SOURCE), include_attributes=True, indent=2).split("\n")
    found = dict(zip((text.strip() for text in lines), tree_lines(lines)))
    assert found["FunctionDef("] == found["name='whole',"] == (1,)
    assert found["Try("] == (4,)
    assert found["value=BinOp("] == found["op=Add(),"] == (5,)
    assert found["generators=["] == (5,)
    assert found["ExceptHandler("] == (8,)
    assert found["Module("] == ()


def test_a_number_is_read_where_the_form_says_and_nowhere_else() -> None:
    lines = [
        "line 3, column 21: 4 mistakes",
        '  File "main.py", line 9, in <module>',
        "12 lines",
        "call    line  6",
        "x",
    ]
    assert FORMS["line"](lines) == [(3,), (), (), (6,), ()]
    assert FORMS["first"](lines) == [(), (), (12,), (), ()]
    assert FORMS["line"](["kind 14  lines 7-9  columns (11, 14)"]) == [(7, 8, 9)]


PROGRAM = ('"""Show."""', "", 'TEXT = """\\', "a = 1", "", "b = 2", '"""', "", "print(TEXT)", "")


def test_a_number_counts_the_lines_of_the_program_or_of_the_text_that_is_named(module: MakeExample) -> None:
    of_program = module(*PROGRAM, "# book: positions first")
    assert output_places(of_program, "3 x\nno\n") == [(Place("a_program.py", 3),), ()]
    of_text = module(*PROGRAM, "# book: positions line of TEXT", "# book: positions first of TEXT")
    assert output_places(of_text, "3 is line 1\nline 9\nline 0\n") == [
        (Place("a_program.py", 4), Place("a_program.py", 6)),
        (),
        (),
    ]


def test_a_declaration_of_positions_changes_no_digest(module: MakeExample) -> None:
    without = module(*PROGRAM, "# book: timeout 3")
    assert without.digest == module(*PROGRAM, "# book: positions dis", "# book: positions line of TEXT").digest


@pytest.mark.parametrize(
    ("declared", "words"),
    [
        ("positions diss", "'diss' is not a form; did you mean dis"),
        ("positions", "'' is not a form"),
        ("positions dis of ", "is not a form"),
        ("positions dis\n# book: positions dis", "it is declared already"),
    ],
)
def test_a_declaration_that_does_not_read_is_refused(module: MakeExample, declared: str, words: str) -> None:
    with pytest.raises(BookError, match=words):
        module(*PROGRAM, "# book: " + declared)


@pytest.mark.parametrize(
    ("program", "words"),
    [
        (PROGRAM, "has no source 'TEXTS'; did you mean TEXT"),
        (('TEXTS = """a = 1', '"""', ""), "the lines of TEXTS are not lines of a_program.py"),
        (('TEXTS = """\\', "a\\nb", '"""', ""), "the lines of TEXTS are not lines of a_program.py"),
    ],
)
def test_a_source_that_cannot_be_counted_is_refused(module: MakeExample, program: Tuple[str, ...], words: str) -> None:
    example = module(*program, "# book: positions first of TEXTS")
    with pytest.raises(BookError, match=words) as caught:
        source_of(example, example.declaration.positions[0])
    assert caught.value.line == len(program) + 1


def recorded(module: MakeExample, output: str, *declared: str) -> List[str]:
    example = module(*PROGRAM, *("# book: " + line for line in declared))
    recording = Recording(example.name, example.digest, {"3.8": Outcome((Step("python", output),))})
    return [str(error) for error in check_positions(example, recording)]


def test_a_position_outside_its_source_fails_the_gate(module: MakeExample) -> None:
    assert recorded(module, "3 x\n", "positions first of TEXT") == []
    assert recorded(module, "4 ENDMARKER\n1 x\n", "positions first of TEXT") == []
    (said,) = recorded(module, "3 x\n4 y\n", "positions first of TEXT")
    assert "a_program.py:11: a position in the output of made/a_program is outside its source" in said
    assert "lines 1 to 3 of TEXT" in said
    assert "line 4 in '4 y', on Python 3.8" in said


def test_a_declaration_that_links_nothing_fails_the_gate(module: MakeExample) -> None:
    (said,) = recorded(module, "no 3\n", "positions first")
    assert "a_program.py:11: nothing that made/a_program writes has a position in the form 'first'" in said


def test_a_stale_recording_says_nothing_of_positions(module: MakeExample) -> None:
    example = module(*PROGRAM, "# book: positions first")
    recording = Recording(example.name, "0" * 16, {"3.8": Outcome((Step("python", "99\n"),))})
    assert list(check_positions(example, recording)) == []


def test_a_trace_tells_which_lines_it_is_about_without_a_declaration(book: Book) -> None:
    path = book.examples_root / "basics" / "say_hello.py"
    path.write_text(path.read_text(encoding="utf-8") + "\n# book: trace greet\n", encoding="utf-8")
    book = Book(book.root)
    example, program = book.examples["basics/say_hello"], book.traces["basics/say_hello"]
    assert example.declaration.positions == Declaration(()).positions == ()
    output = "call   greet()\n5      return\n       NOP │ – │ –\nreturn 1\n"
    write_recording(book, Recording(program.name, program.digest, {"3.8": Outcome((Step("x", output),))}))
    assert program_places(book, example, ()) == {Place("say_hello.py", 5)}
