"""Probes: functions that answer, on each Python, whether a claim holds there."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, List, Sequence

from bookcheck.errors import BookError
from bookcheck.programs.examples import PROBES, Example, ProgramFile
from bookcheck.programs.marks import MarkedSource, take_apart
from bookcheck.programs.probe_rules import check_rules, shown_with
from bookcheck.programs.questions import plain_file, question
from bookcheck.pythons.running import running_tag

_ASK, _HIDE = (Path(__file__).with_name(name) for name in ("run_probes.py", "hide_version.py"))


@dataclass(frozen=True)
class Probe:
    """One probe: the sentence that it proves, its source and where that is.

    ``source`` is all that runs: what the function uses of its file, and the function, which begins at ``line``;
    ``function`` is the function without the rest, which :func:`shared_source` returns for all probes of a file.
    """

    name: str
    sentence: str
    source: str
    path: Path
    line: int
    function: str


def probe_program(package: str, path: Path) -> Example:
    """Return the program that runs every probe of ``path``, the claims.py of ``package``.

    It is recorded and checked as an example is; a page does not show it. Raises :class:`BookError` as
    :func:`find_probes` does.
    """
    marked = _read(path)
    tree = _parse(marked.program, path)
    names = ["{} {}\n".format(node.name, node.lineno) for node in _functions(tree)]
    modules = [alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names]
    modules += [node.module for node in tree.body if isinstance(node, ast.ImportFrom) and node.module]
    files = {
        _ASK.name: plain_file(_ASK.read_text(encoding="utf-8")),
        _HIDE.name: plain_file(_HIDE.read_text(encoding="utf-8")),
        "claims.py": ProgramFile(marked.program.encode("utf-8"), marked.program, marked),
        "probes.list": plain_file("".join(names)),
        "imports.list": plain_file("".join(name + "\n" for name in modules)),
    }
    return question("{}/{}".format(package, PROBES), path, files, timeout=120)


def check_answers(example: Example, output: str, tag: str) -> None:
    """Raise :class:`BookError` if a line of ``output``, which ``example`` wrote on the Python ``tag``, is no answer.

    ``example`` is any program; only one of probes is looked at.
    """
    if _ASK.name not in example.files:
        return
    lines = example.files["probes.list"].text.splitlines()
    places = {name: int(line) for name, line in (line.split() for line in lines)}
    asked = [line.partition(" ") for line in output.splitlines()]
    wrong = [(name, answer) for name, _, answer in asked if answer not in ("True", "False")]
    if [name for name, _, _ in asked] != list(places):
        raise BookError(
            "not every probe of {} answered on Python {}".format(example.name, tag), path=example.path, found=output
        )
    for name, answer in wrong:
        at = re.search(r"\(line (\d+)\)", answer)
        others = "".join("\n{}: {}".format(other, said) for other, said in wrong if other != name)
        raise BookError(
            "the probe {}.{} does not answer with True or False on Python {}".format(
                example.name.partition("/")[0], name, tag
            ),
            path=example.path,
            line=int(at[1]) if at else places[name],
            expected="the same answer where the version is hidden, no output, no exception",
            found=answer + others,
            fix="have it return False where what it looks for is not there, and observe what Python does",
        )


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
    tree = _parse(text, path)
    probes: Dict[str, Probe] = {}
    for node in _functions(tree):
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
        source = _source(text, shown_with(tree, node.name))
        probes[name] = Probe(name, sentence, source, path, node.lineno, _source(text, [node]))
    return probes


def shared_source(path: Path) -> str:
    """Return what the probes of ``path`` use together: its imports, constants and helpers, as they are in the file."""
    text = _read(path).program
    tree = _parse(text, path)
    own = _functions(tree)
    return _source(text, [node for node in tree.body[bool(ast.get_docstring(tree)) :] if node not in own])


def _parse(text: str, path: Path) -> ast.Module:
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
    check_rules(tree, path)
    return tree


def _functions(tree: ast.Module) -> List[ast.FunctionDef]:
    return [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]


def _source(text: str, nodes: Sequence[ast.stmt]) -> str:
    """Return the lines of ``nodes``, with empty lines between them as in the file: two around a definition."""
    lines = text.split("\n")
    parts: List[str] = []
    for before, node in zip([None, *nodes], nodes):
        if before is not None:
            defined = isinstance(node, (ast.FunctionDef, ast.ClassDef))
            same_kind = isinstance(before, ast.Assign) == isinstance(node, ast.Assign)
            parts += ["", ""] if defined else [] if same_kind else [""]
        parts += lines[node.lineno - 1 : node.end_lineno]
    return "\n".join(parts)
