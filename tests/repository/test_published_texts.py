"""What the site says outside its pages: templates, settings and the docstrings of the API reference."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bookcheck.pages.book import Book
from bookcheck.pages.page import Said
from bookcheck.pages.statements import plain_parts, split
from bookcheck.pages.version_sentences import mentions
from tests.small_book import ROOT

BOOK = Book(ROOT)
PACKAGES = sorted(BOOK.examples_root.glob("*/__init__.py"))
ENGINE = sorted((ROOT / "src/bookcheck").rglob("*.py"))
PAGE = re.compile(r"^(?:Examples|Probes) of page [\d.]+:")
"""How a package of examples says which page it is of."""

LEFT = """
__init__ pythons/plain_environment pythons/running recordings/recording_file settings sphinx_ext/claim_roles
sphinx_ext/text_pages sybil_plugin tracing/frame_layouts tracing/instruction_events tracing/instruction_flow
"""
"""Modules whose docstrings name versions of which the engine's own tests know. None is added."""

STRINGS = sorted((ROOT / "conf").rglob("*.py"))
TEMPLATES = sorted((ROOT / "conf").rglob("*.html"))


def docstrings(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
            yield str(ast.get_docstring(node))


def unproved(text: str) -> list[str]:
    """The sentences of ``text`` that name a version outside code and no source beside it."""
    return [
        statement.shown
        for statement in split(Said("text", 1, plain_parts(text)))
        for mention in mentions(statement.text, BOOK.pythons)
        if not statement.is_code(mention.at) and not statement.carriers(mention.at)
    ]


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.parent.name)
def test_what_a_package_of_examples_says_of_itself_names_no_version(path: Path) -> None:
    assert [said for text in docstrings(path) for said in unproved(PAGE.sub("", text))] == []


def test_a_docstring_of_the_engine_that_names_a_version_names_its_source() -> None:
    modules = [path for path in ENGINE if any(unproved(text) for text in docstrings(path))]
    names = [path.relative_to(ROOT / "src/bookcheck").with_suffix("").as_posix() for path in modules]
    assert set(names) <= set(LEFT.split())


@pytest.mark.parametrize("path", STRINGS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_text_in_the_configuration_names_no_version(path: Path) -> None:
    constants = (node.value for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Constant))
    texts = [text for text in constants if isinstance(text, str) and " " in text]
    assert [said for text in texts for said in unproved(text)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_template_names_no_version(path: Path) -> None:
    assert unproved(path.read_text(encoding="utf-8")) == []


def test_a_version_without_a_source_would_be_seen() -> None:
    assert unproved("It is new in 3.11.") == ["It is new in 3.11."]
