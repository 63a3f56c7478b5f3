"""The API reference: a page for each package of examples, and one for each room of the engine.

sphinx-autodoc2 reads the engine and never imports it. What the book knows of its examples is all that their pages say:
an example that shows a syntax error cannot be parsed, and none may run while the site is built.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from itertools import groupby

import autodoc2.astroid_utils
from astroid.manager import AstroidManager
from astroid.nodes import NodeNG
from autodoc2.render.rst_ import RstRenderer
from autodoc2.sphinx.docstring import DocstringRenderer
from autodoc2.sphinx.utils import get_database
from autodoc2.utils import ItemData
from docutils.nodes import Node, TextElement
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.domains.python import PythonDomain
from sphinx.environment import BuildEnvironment
from sphinx.ext.intersphinx import missing_reference
from sphinx.util.rst import escape
from sphinx.util.typing import ExtensionMetadata

from bookcheck.files import write_whole
from bookcheck.pages.book import GENERATED, Book
from bookcheck.programs.examples import Example
from bookcheck.sphinx_ext.domain import book_of

_CODE = re.compile(r"`+(.+?)`+", re.DOTALL)
_NAMED = ("class", "exception", "function", "module")


def heading(text: str, underline: str) -> list[str]:
    """Return the lines of a heading that is code."""
    line = f"``{text}``"
    return [line, underline * len(line), ""]


class Renderer(RstRenderer):
    """Writes the page of a room: its modules, each with all that it defines."""

    def render_package(self, item: ItemData) -> Iterable[str]:
        """Yield the page of a package; autodoc2 would write a page for each of its modules too."""
        yield from self.render_contents(item, "=")
        modules = self.get_children(item, {"module"}, omit_hidden=False)  # hidden from autodoc2's own pages only
        for module in sorted(modules, key=lambda module: module["full_name"]):
            if not module["full_name"].rpartition(".")[2].startswith("_"):
                yield from self.render_contents(module, "-")

    def render_contents(self, item: ItemData, underline: str) -> Iterable[str]:
        """Yield the heading and the docstring of a module, and what it defines."""
        name = item["full_name"]
        yield from heading(name, underline)
        yield from [f".. py:module:: {name}", "", f".. autodoc2-docstring:: {name}", ""]
        for child in self.get_children(item, {"class", "data", "exception", "function"}):
            yield from self.render_item(child["full_name"])

    def render_data(self, item: ItemData) -> Iterable[str]:
        """Yield the lines for a name; its value as the source has it, where autodoc2 knows constants only."""
        value = " ".join(str(item["value"] or "").split())
        for line in super().render_data({**item, "value": None}):
            if line != "   :value: None":
                yield line
            elif value:
                yield f"   :value: {value if len(value) <= 100 else value[:100] + '...'}"


class Docstring(DocstringRenderer):
    """Shows a docstring; a warning about it names its line in the module, where autodoc2 takes away too many."""

    def get_source_info(self) -> tuple[str, int]:
        """Return the page and a line that shifts no other."""
        return str(super().get_source_info()[0]), 0


def source_of(node: NodeNG | None) -> str | None:
    """Return the source of a value, or None for a name that has an annotation and no value."""
    return None if node is None else node.as_string()


class Elsewhere(set[str]):
    """Every module but those that autodoc2 documents: astroid would parse each that one of these imports."""

    def __init__(self, packages: Iterable[str]) -> None:
        super().__init__()
        self.packages = tuple(packages)

    def __contains__(self, name: object) -> bool:
        return str(name).partition(".")[0] not in self.packages


def plain(text: str) -> str:
    """Return the docstring of an example in reStructuredText: a reader sees it in the program, not set in type."""
    return "\n\n".join(map(_paragraph, re.split(r"\n\s*\n", text.strip())))


def _paragraph(text: str) -> str:
    if text.startswith(">>>"):
        return text
    pieces = enumerate(_CODE.split(text))  # text and code in turns
    return "".join(rf"\ ``{piece}``\ " if number % 2 else escape(piece) for number, piece in pieces)


def package_page(book: Book, package: str, examples: Iterable[Example]) -> Iterator[str]:
    """Yield the page of a package of examples: its examples with the places that show them, and its probes."""
    module = f"{book.examples_root.name}.{package}"
    yield from heading(module, "=")
    doc = ast.get_docstring(ast.parse((book.examples_root / package / "__init__.py").read_bytes())) or ""
    yield from [f".. py:module:: {module}", "", plain(doc), ""]
    for example in examples:
        name = example.name.replace("/", ".")
        yield from heading(example.name, "-")
        yield from [f".. py:module:: {book.examples_root.name}.{name}", "", plain(example.docstring), ""]
        if len(example.files) > 1:
            yield from ["Files: " + ", ".join(f"``{file}``" for file in example.files), ""]
        yield from [f"In the book: :ref:`example:{example.name}`", ""]
    probes = {name: probe for name, probe in book.probes.items() if name.partition(".")[0] == package}
    if probes:
        yield from heading(f"{package}/claims", "-")
        yield from [f".. py:module:: {module}.claims", ""]
        yield from (f"- :ref:`{name} <claim:{name}>`: {plain(probe.sentence)}" for name, probe in probes.items())


def write_pages(app: Sphinx) -> None:
    """Write the pages of the examples; one that has not changed is left alone, and is not read again."""
    if app.builder.name == "epub":
        return
    book = book_of(app.env).project
    folder = book.docs / GENERATED / book.examples_root.name
    pages = {
        folder / f"{book.examples_root.name}.{package}.rst": "\n".join(package_page(book, package, examples))
        for package, examples in groupby(book.examples.values(), lambda example: example.name.partition("/")[0])
    }
    for path, text in pages.items():
        write_whole(path, text)
    for path in set(folder.glob("*")).difference(pages):
        path.unlink()


class ReferenceDomain(PythonDomain):
    """The names that the reference describes, of which the search finds those that a reader may look for."""

    label = "API"

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield each name; the search finds an example under the name that the book has for it."""
        examples = f"{GENERATED}/{book_of(self.env).project.examples_root.name}/"
        for name, shown, kind, docname, anchor, priority in super().get_objects():
            searched = kind in _NAMED and not docname.startswith(examples)
            yield name, shown, kind, docname, anchor, priority if searched else -1


def resolve_reference(app: Sphinx, env: BuildEnvironment, node: pending_xref, content: TextElement) -> Node | None:
    """Resolve a bare name in a docstring: one that the module imports, or the only one of its kind.

    A private name, which has no place in the pages, becomes text.
    """
    target, domain, known = node["reftarget"], env.domains.python_domain, get_database(env)
    module = known.get_item(node.get("py:module") or "")
    if node.get("refdomain") != "py" or module is None:
        return None
    for imported, alias in module.get("imports", []):
        if target == (alias or imported.rpartition(".")[2]):
            node["reftarget"] = imported
            if link := missing_reference(app, env, node, content):
                return link
    node["refspecific"] = True  # a name matches the end of a longer one
    link = domain.resolve_xref(env, node["refdoc"], app.builder, node["reftype"], target, node, content)
    private = target in known or f"{module['full_name']}.{target}" in known
    return link or (content if private else None)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load autodoc2 with a renderer of ours; have the pages written and resolved."""
    autodoc2.astroid_utils.get_const_values = source_of
    app.setup_extension("autodoc2")
    app.add_directive("autodoc2-docstring", Docstring, override=True)
    AstroidManager.brain["module_denylist"] = Elsewhere(["bookcheck"])
    app.add_domain(ReferenceDomain, override=True)
    app.connect("builder-inited", write_pages)
    app.connect("missing-reference", resolve_reference, priority=800)  # after intersphinx
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
