"""Marks: taken away without moving a line, and refused when they do not read."""

from pathlib import Path
from typing import List

import pytest

from bookcheck.errors import BookError
from bookcheck.programs.marks import definitions, take_apart

HERE = Path("made/a_program.py")


def mistake(*lines: str) -> BookError:
    with pytest.raises(BookError) as caught:
        take_apart("\n".join(lines) + "\n", HERE)
    assert caught.value.path == HERE
    return caught.value


MARKED = '''\
"""A program."""

total = 0
for number in range(3):  # book: part loop
    total += number   # book: emphasize
print(total)\t# book: end loop

# book: requires >=3.8: a reason
# book: timeout 3
'''


def test_the_program_is_the_file_without_its_marks() -> None:
    assert take_apart(MARKED, HERE).program == (
        '"""A program."""\n\ntotal = 0\nfor number in range(3):\n    total += number\nprint(total)\n'
    )


def test_no_line_of_the_program_moves() -> None:
    kept = [line.partition("  # book:")[0].rstrip() for line in MARKED.split("\n")]
    program = take_apart(MARKED, HERE).program.split("\n")
    assert [line.partition("\t#")[0] for line in kept][: len(program) - 1] == program[:-1]


def test_marks_say_which_lines_are_emphasized_and_which_are_parts() -> None:
    marked = take_apart(MARKED, HERE)
    assert marked.emphasized == (5,)
    assert marked.parts == {"loop": (4, 6)}


def test_the_declaration_is_the_last_lines_each_with_its_number() -> None:
    marked = take_apart(MARKED, HERE)
    assert [(mark.line, mark.text) for mark in marked.declaration] == [
        (8, "requires >=3.8: a reason"),
        (9, "timeout 3"),
    ]


def test_a_file_without_marks_is_its_program() -> None:
    text = "print(1)  # a book: of mine\n\n\n"
    marked = take_apart(text, HERE)
    assert (marked.program, marked.declaration, marked.emphasized, dict(marked.parts)) == (text, (), (), {})


def test_blank_lines_may_stand_in_and_after_a_declaration() -> None:
    marked = take_apart("print(1)\n\n# book: exit 1\n\n# book: timeout 2\n\n\n", HERE)
    assert marked.program == "print(1)\n"
    assert [mark.line for mark in marked.declaration] == [3, 5]


def test_five_spaces_continue_the_mark_above() -> None:
    text = "print(1)\n\n# book: changed 3.9: The first half\n#     and the second\n#     and more.\n# book: exit 1\n"
    marked = take_apart(text, HERE)
    assert marked.program == "print(1)\n"
    assert [(mark.line, mark.text) for mark in marked.declaration] == [
        (3, "changed 3.9: The first half and the second and more."),
        (6, "exit 1"),
    ]


def test_an_indented_comment_above_the_declaration_belongs_to_the_program() -> None:
    marked = take_apart("print(1)\n#     a comment\n\n# book: exit 1\n", HERE)
    assert marked.program == "print(1)\n#     a comment\n"
    assert [mark.text for mark in marked.declaration] == ["exit 1"]


@pytest.mark.parametrize(
    "line", ["# and the second", "#    and the second", "    # and the second", "\n#     and more"]
)
def test_a_line_that_neither_is_a_mark_nor_continues_one_is_refused(line: str) -> None:
    assert "on a line of its own" in str(mistake("print(1)", "# book: requires >=3.9: why", line, "# book: exit 1"))


def test_a_file_may_lack_the_last_newline() -> None:
    assert take_apart("print(1)\n# book: exit 1", HERE).program == "print(1)\n"


def test_parts_may_lie_in_one_another() -> None:
    marked = take_apart(
        "a = 1  # book: part all\nb = 2  # book: part inner\nc = 3  # book: end inner\nd = 4  # book: end all\n", HERE
    )
    assert marked.parts == {"inner": (2, 3), "all": (1, 4)}


@pytest.mark.parametrize(
    ("lines", "line", "words"),
    [
        (["# book: emphasize", "print(1)"], 1, "on a line of its own"),
        (["if 1:", "    # book: part one", "    print(1)"], 2, "on a line of its own"),
        (["if 1:", "    print(1)", "    # book: raises ValueError"], 3, "on a line of its own"),
        (["x = 1  # book: emphasise"], 1, "did you mean emphasize"),
        (["x = 1  # book: emphasize this"], 1, "cannot be parsed"),
        (["x = 1  # book: part"], 1, "cannot be parsed"),
        (["x = 1  # book: prat one"], 1, "did you mean part"),
        (["x = 1  # book: requires >=3.8: why"], 1, "cannot be parsed"),
        (["x = 1  # book:"], 1, "cannot be parsed"),
        (["x = 1  # book: part one", "y = 2"], 1, "part 'one' has no end"),
        (["x = 1  # book: end one"], 1, "ends where none is open"),
        (["x = 1  # book: part one", "y = 1  # book: end on"], 2, "did you mean one"),
        (["x = 1  # book: part one", "y = 1  # book: end one", "z = 1  # book: end one"], 3, "where none is open"),
        (["x = 1  # book: part one", "y = 1  # book: part one", "z = 1  # book: end one"], 2, "begins twice"),
        (["x = 1  # Book: emphasize"], 1, "a mark is spelled"),
        (["x = 1  #book: emphasize"], 1, "a mark is spelled"),
        (["x = 1  # book : emphasize"], 1, "a mark is spelled"),
        (["x = 1", "", "#  book: exit 1"], 3, "a mark is spelled"),
        (["x = 1", "", "# BOOK: exit 1", "# book: timeout 2"], 3, "a mark is spelled"),
    ],
)
def test_a_bad_mark_is_refused_at_its_line(lines: List[str], line: int, words: str) -> None:
    error = mistake(*lines)
    assert error.line == line
    assert words in error.problem
    assert error.fix


def test_prose_about_books_is_no_mark() -> None:
    text = "x = 1  # one book: mine\ny = 2  # books: many\nz = 'book: it'\n"
    assert take_apart(text, HERE).program == text


PROGRAM = '''\
"""Many definitions."""

import functools


@functools.lru_cache(
    maxsize=None
)
def cached(
    number
):
    return number


@functools.wraps(cached)
async def waiting():
    """Wait.

    Here.
    """

    return 1

class Thing:
    def method(self):
        pass
    # a last word

if True:
    def inner():
        pass
'''


def test_a_part_may_be_a_function_or_a_class_at_the_top() -> None:
    found = definitions(PROGRAM)
    assert sorted(found) == ["Thing", "cached", "waiting"]
    lines = PROGRAM.split("\n")
    shown = {name: (lines[first - 1], lines[last - 1]) for name, (first, last) in found.items()}
    assert shown["waiting"] == ("@functools.wraps(cached)", "    return 1")
    assert shown["Thing"] == ("class Thing:", "    # a last word")
    assert shown["cached"][1] == "    return number"


def test_a_decorator_of_several_lines_belongs_to_its_function() -> None:
    assert PROGRAM.split("\n")[definitions(PROGRAM)["cached"][0] - 1] == "@functools.lru_cache("


def test_definitions_are_found_in_a_program_that_does_not_parse() -> None:
    assert definitions("def f():\n    return = 1\n\nprint(f)\n") == {"f": (1, 2)}
