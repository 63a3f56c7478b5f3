"""What the directives of a page may say: an example or a trace that is there, and options that mean something."""

from pathlib import Path
from typing import Iterable, Mapping, Optional, Sequence

from bookcheck.errors import BookError, near
from bookcheck.pages.page import Block
from bookcheck.programs.examples import Example
from bookcheck.recordings.project import Project

EXAMPLE_OPTIONS = ("caption", "part", "files", "predict", "fold", "live")
TRACE_OPTIONS = ("caption",)


_OF_ANY = ("class", "name")
_OF_PICTURES = ("align", "alt", "figclass", "figwidth", "height", "loading", "scale", "target", "width")
_OPTIONS: Mapping[str, Sequence[str]] = {
    "admonition": _OF_ANY,
    "container": ("name",),
    "figure": (*_OF_ANY, *_OF_PICTURES),
    "glossary": ("sorted",),
    "important": _OF_ANY,
    "index": ("name",),
    "list-table": (*_OF_ANY, "align", "header-rows", "stub-columns", "width", "widths"),
    "mermaid": ("caption", "name"),
    "note": _OF_ANY,
    "seealso": _OF_ANY,
    "tip": _OF_ANY,
    "toctree": ("caption", "glob", "hidden", "includehidden", "maxdepth", "name", "numbered", "reversed", "titlesonly"),
    "warning": _OF_ANY,
}
"""The options of the directives that Sphinx and docutils have, and of diagrams."""


def check_directive(block: Block, path: Path) -> Optional[BookError]:
    """Return an error if ``block``, a directive in the page ``path``, has an option that its kind does not have."""
    known = _OPTIONS.get(block.name, ())
    for option in block.options if block.name in _OPTIONS else ():
        if option not in known:
            problem = "{{{}}} has no option {!r}{}".format(block.name, option, near(option, known))
            return _unknown(problem, known, path, block.line)
    return None


def check_options(project: Project, name: str, options: Mapping[str, str], path: Path, line: int) -> Example:
    """Return the example ``name``; raise :class:`BookError` if it, or one of its directive's ``options``, is wrong.

    ``path`` and ``line`` say where the directive is.
    """
    example = project.example(name, path, line)
    _check_values("an example", options, EXAMPLE_OPTIONS, path, line)
    for file in options.get("files", "").split():
        if file not in example.files:
            raise _unknown("{} has no file {!r}".format(example.name, file), example.files, path, line)
    part = options.get("part")
    main = example.files[example.main]
    if part is not None and main.part(part) is None:
        known = main.part_names or ["(it has none)"]
        raise _unknown("{} has no part {!r}".format(example.name, part), known, path, line)
    return example


def check_trace(project: Project, name: str, options: Mapping[str, str], path: Path, line: int) -> Example:
    """Return the program that traces the example ``name``; raise :class:`BookError` if that declares no trace.

    ``path`` and ``line`` say where the directive with ``options`` is.
    """
    example = project.example(name, path, line)
    _check_values("a trace", options, TRACE_OPTIONS, path, line)
    if name not in project.traces:
        raise BookError(
            "the example {} declares no trace".format(name),
            path=path,
            line=line,
            expected="# book: trace FUNCTION, in the last lines of {}".format(example.path),
            fix="declare it, then: make record E={}".format(name),
        )
    return project.traces[name]


def _check_values(what: str, options: Mapping[str, str], known: Sequence[str], path: Path, line: int) -> None:
    for option, value in options.items():
        if option not in known:
            raise _unknown("{} has no option {!r}".format(what, option), known, path, line)
        if not value.strip():
            raise BookError("the option {!r} says nothing".format(option), path=path, line=line, fix="give it a value")


def _unknown(problem: str, known: Iterable[str], path: Path, line: int) -> BookError:
    return BookError(problem, path=path, line=line, expected="one of " + ", ".join(known), fix="correct it")
