"""What a reader can look up: the general index and the search, both about what the pages explain.

Of the API reference the search knows the names alone, and the general index nothing.
What the pages index, and the terms of the glossary, are objects of the search under their own names: Sphinx keeps
them in small letters, and shows a page's title for each.
"""

from collections.abc import Iterable
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.domains import Domain, ObjType
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import new_document
from sphinx.util.typing import ExtensionMetadata

from bookcheck.pages.book import GENERATED
from bookcheck.pages.index_entries import KINDS

SEARCH = "search"
SPHINX_SCRIPTS = ("documentation_options.js", "doctools.js")
"""Scripts that Sphinx gives to each page, and that nothing but its search needs here."""

KEEPS_DOT = "\u2060"
"""Put before a name that begins with a dot: the search takes a name apart at its last dot, and loses a first one."""


def is_reference(docname: str) -> bool:
    """Return whether a page was generated from code."""
    return docname.startswith(GENERATED + "/")


def name_of_entry(entry: str, is_term: bool) -> tuple[str, str]:
    """Return what an entry of the index is about, as a title, and the kind of that.

    The forms are those of :mod:`bookcheck.pages.index_entries`; the entry of a term is the term.
    """
    if is_term:
        return entry, "term"
    heading, _, narrower = entry.partition("; ")
    if heading == "PEP":
        return f"{heading} {narrower}", "PEP"
    name, _, kind = heading.removesuffix(")").partition(" (")
    if kind not in KINDS:
        name, kind = heading, "function" if heading.endswith("()") else "subject"
    return f"{name}, {narrower}" if narrower else name, kind


class EntriesDomain(Domain):
    """The entries of the general index, as objects for the search."""

    name = "entry"
    label = "Index"
    object_types = {kind: ObjType(kind) for kind in (*KINDS, "function", "PEP", "subject", "term")}

    def get_type_name(self, type: ObjType, primary: bool = False) -> str:
        """Return the kind alone, as a reader sees it."""
        return type.lname

    def resolve_any_xref(self, *arguments: Any, **more: Any) -> list[tuple[str, nodes.reference]]:
        """Return nothing: a term is referred to with ``{term}``."""
        return []

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Yield each entry at each of its places."""
        for docname, entries in self.env.domains.index_domain.entries.items():
            for _type, entry, target, main, _key in entries:
                name, kind = name_of_entry(entry, main == "main")
                shown = KEEPS_DOT + name if name.startswith(".") else name
                yield f"{docname}#{target} {name}", shown, kind, docname, target, 0


class LeaveOutOfIndex(SphinxTransform):
    """Takes the entries of the index out of a page that was generated from code."""

    default_priority = 840  # before 850, at which Sphinx collects them

    def apply(self, **_options: object) -> None:
        """Do so, if the page is one."""
        if is_reference(self.env.docname):
            _remove_entries(self.document)


def _remove_entries(document: nodes.document) -> None:
    for node in list(document.findall(addnodes.index)):
        node.parent.remove(node)


def leave_out_of_search(app: Sphinx) -> None:
    """Have the builder pass over the words of the reference, and over a page whose front matter says ``nosearch``.

    Sphinx leaves out the words of such a page, but not its name, its file and all that it describes.
    """
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    index_page = builder.index_page

    def index(pagename: str, doctree: nodes.document, title: str) -> None:
        if is_reference(pagename):
            index_page(pagename, new_document(pagename, doctree.settings), title)
        elif "nosearch" not in app.env.metadata[pagename]:
            _remove_entries(doctree)  # by now they write nothing; the search has them from the domain
            index_page(pagename, doctree, title)

    builder.index_page = index  # type: ignore[method-assign]


def choose_scripts(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Give the search page its scripts, and every other page those for reading."""
    if app.builder.name != "html":
        return
    if pagename == SEARCH:
        app.add_js_file("find.js", type="module")
    unwanted = ("reader.js", "sphinx_highlight.js") if pagename == SEARCH else (*SPHINX_SCRIPTS, "sphinx_highlight.js")
    files = context["script_files"]
    context["script_files"] = [file for file in files if not str(file.filename).endswith(unwanted)]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Have every page looked at."""
    app.add_domain(EntriesDomain)
    app.add_transform(LeaveOutOfIndex)
    app.connect("builder-inited", leave_out_of_search)
    app.connect("html-page-context", choose_scripts)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "version": "2"}
