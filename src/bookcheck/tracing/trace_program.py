"""Makes the program that traces an example: it is recorded and checked as any other is."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Optional

from bookcheck.errors import BookError, near
from bookcheck.programs.declaration import Declaration
from bookcheck.programs.examples import Example

SUFFIX = ".trace"
_TRACER = Path(__file__).with_name("__main__.py")
_FUNCTION = re.compile(r"^def[ \t]+(\w+)", re.MULTILINE)


def trace_of(example: Example) -> Optional[Example]:
    """Return the program that traces ``example``, or None if that declares no trace.

    It has the files of the example and runs as its first command does; its digest is of those and of the function.
    Raises :class:`BookError` if the declaration names no function that is defined once, at the top level of the file
    that the command runs.
    """
    mark = example.declaration.trace
    if mark is None:
        return None
    command = example.declaration.commands[0]
    functions = _FUNCTION.findall(example.files[example.main].text)
    expected = None
    if command.arguments[:1] != (example.main,):
        problem, expected = "runs a command that cannot be traced", "python {} …".format(example.main)
    elif mark.text not in functions:
        problem = "has no function {!r} to trace{}".format(mark.text, near(mark.text, functions))
        expected = "one of " + ", ".join(functions) if functions else "a function at the top level of " + example.main
    elif functions.count(mark.text) > 1:
        problem = "defines the function {!r} more than once".format(mark.text)
    else:
        traced = replace(
            command,
            text="trace {} in: {}".format(mark.text, command.text),
            arguments=(example.main, mark.text, *command.arguments[1:]),
            endings=(),
            under=_TRACER,
        )
        declaration = Declaration(
            (traced,), example.declaration.requires, example.declaration.normalize, example.declaration.timeout
        )
        return Example(example.name + SUFFIX, example.path, example.folder, example.files, declaration)
    raise BookError(
        "{} {}".format(example.name, problem),
        path=example.path,
        line=mark.line,
        expected=expected,
        found="# book: trace {}{}".format(mark.text, ", " + command.text if "command" in problem else ""),
        fix="name a function of the program that is defined once, with def in the first column",
    )
