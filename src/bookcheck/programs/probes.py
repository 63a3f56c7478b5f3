"""Probes: functions that answer, on each Python, whether a claim holds there."""

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import Dict

from bookcheck.errors import BookError
from bookcheck.programs.examples import PROBES, Example, ProgramFile
from bookcheck.programs.marks import MarkedSource, take_apart
from bookcheck.programs.questions import plain_file, question
from bookcheck.pythons.running import running_tag

# Runs beside a claims.py and writes a line for each probe: its name and what it returned.
_HARNESS = """\
import inspect
import claims

probes = [value for value in vars(claims).values() if inspect.isfunction(value) and value.__module__ == "claims"]
for probe in sorted(probes, key=lambda probe: probe.__code__.co_firstlineno):
    if not probe.__name__.startswith("_"):
        try:
            answer = probe()
            words = str(answer) if isinstance(answer, bool) else "returned {!r}".format(answer)
        except Exception as error:
            words = "raised {}: {}".format(type(error).__name__, error)
        print(probe.__name__, " ".join(words.split()))
"""


@dataclass(frozen=True)
class Probe:
    """One probe: the sentence that it proves, its source and where that is."""

    name: str
    sentence: str
    source: str
    path: Path
    line: int


def probe_program(package: str, path: Path) -> Example:
    """Return the program that runs every probe of ``path``, the claims.py of ``package``.

    It is recorded and checked as an example is; a page does not show it.
    """
    marked = _read(path)
    files = {
        "run_probes.py": plain_file(_HARNESS),
        "claims.py": ProgramFile(marked.program.encode("utf-8"), marked.program, marked),
    }
    return question("{}/{}".format(package, PROBES), path, files, timeout=60)


def _read(path: Path) -> MarkedSource:
    try:
        marked = take_apart(path.read_bytes().decode("utf-8"), path)
    except UnicodeDecodeError as error:
        raise BookError("the probes are not UTF-8 text", path=path, found=str(error), fix="save it as UTF-8") from None
    if marked.declaration:
        raise BookError(
            "probes declare nothing: each runs on every Python",
            path=path,
            line=marked.declaration[0].line,
            found="# book: " + marked.declaration[0].text,
            fix="take the line away; a probe returns False where what it looks for is not there",
        )
    return marked


def find_probes(package: str, path: Path) -> Dict[str, Probe]:
    """Return the probes of ``path`` by full name, ``package.probe``; each needs a docstring.

    A claims.py must parse on every Python: what only some can parse, a probe gives to :func:`compile` as text.
    """
    text = _read(path).program
    try:
        tree = ast.parse(text, str(path))
    except SyntaxError as error:
        raise BookError(
            "the probes do not parse on Python {}".format(running_tag()),
            path=path,
            line=error.lineno,
            found=error.msg,
            fix="give what only some Pythons can parse to compile(), as text",
        ) from None
    probes: Dict[str, Probe] = {}
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        name = "{}.{}".format(package, node.name)
        sentence = ast.get_docstring(node)
        if not sentence:
            raise BookError(
                "the probe {} has no docstring".format(name),
                path=path,
                line=node.lineno,
                expected="the claim, as a sentence",
                fix="write it",
            )
        source = "\n".join(text.split("\n")[node.lineno - 1 : node.end_lineno])
        probes[name] = Probe(name, sentence, source, path, node.lineno)
    return probes
