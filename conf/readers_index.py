"""What a reader can look up: the general index and the search, both about what the pages explain.

Of the API reference the search knows the names alone, and the general index nothing.
The search is the book's own, in place of Sphinx's, whose index is one file that grows with the book:
:mod:`bookcheck.publishing.search_index` says what its index holds. Each page keeps its part of it in the environment,
so a build that reads one page writes the same index as one that reads all.
"""

import re
import shutil
from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from zlib import crc32

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors import EnvironmentCollector
from sphinx.transforms import SphinxTransform
from sphinx.util.logging import getLogger
from sphinx.util.typing import ExtensionMetadata

from bookcheck.pages.book import GENERATED
from bookcheck.pages.index_entries import KINDS
from bookcheck.publishing.search_index import Name, Section, Text, make_index

SEARCH = "search"
SPHINX_SCRIPTS = ("documentation_options.js", "doctools.js", "sphinx_highlight.js")
"""Scripts that Sphinx gives to each page, and that nothing but its search, which this is not, needs here."""

OTHER_WORDS = "other-words.txt"
"""Where among the pages the words are that people search for and the book does not use."""

logger = getLogger(__name__)

FOLDER = "find"
"""Where in the site the index of the search is."""

UNREAD = ("example-facts", "claim-range", "claim-answers")
"""Parts of a page that stand in each of its sections or tell which Pythons something is about."""


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


class FindCollector(EnvironmentCollector):
    """Keeps of each page what the search is to find in it, as the environment keeps its title."""

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Forget a page that is read again or is gone."""
        sections_of(env).pop(docname, None)

    def merge_other(self, app: Sphinx, env: BuildEnvironment, docnames: Set[str], other: BuildEnvironment) -> None:
        """Take what another process has read."""
        sections_of(env).update({name: sections_of(other)[name] for name in docnames if name in sections_of(other)})

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Keep the sections of a page, unless its front matter says ``nosearch`` or it was generated from code."""
        name = app.env.docname
        if not is_reference(name) and "nosearch" not in app.env.metadata[name]:
            sections_of(app.env)[name] = tuple(section_at(node) for node in doctree.findall(nodes.section))


def sections_of(env: BuildEnvironment) -> dict[str, tuple[Section, ...]]:
    """Return what the search finds in the pages, by their names."""
    if not hasattr(env, "book_find"):
        env.book_find = {}  # type: ignore[attr-defined]
    return env.book_find  # type: ignore[attr-defined,no-any-return]


def teaches(env: BuildEnvironment, docname: str) -> bool:
    """Return whether a page is one of a chapter: it says whom it is for."""
    return "level" in env.metadata[docname]


def section_at(section: nodes.section) -> Section:
    """Return what the search keeps of a section, without the sections in it."""
    lines: list[str] = []
    anchors: list[str] = [*section["ids"]]
    title = section.next_node(nodes.title)
    for child in section.children:
        if not isinstance(child, (nodes.section, nodes.title)):
            _collect(child, lines, anchors)
    return Section(section["ids"][0], title.astext() if title else "", tuple(lines), tuple(anchors))


def _collect(node: nodes.Node, lines: list[str], anchors: list[str]) -> None:
    """Add the lines of a block and the identifiers of what is in it."""
    if not isinstance(node, nodes.Element) or isinstance(node, (nodes.Invisible, nodes.raw)):
        return
    anchors += node["ids"]
    if set(node["classes"]) & set(UNREAD):
        return
    if isinstance(node, nodes.TextElement) or all(isinstance(child, nodes.Text) for child in node.children):
        lines += node.astext().splitlines()
        for inner in node.findall(nodes.Element):
            anchors += inner["ids"]
        return
    for child in node.children:
        _collect(child, lines, anchors)


def names_of(env: BuildEnvironment) -> Iterator[Name]:
    """Yield each name that leads somewhere: entries of the index, titles and headings, examples, names in code."""
    for docname, entries in env.domains.index_domain.entries.items():
        for _type, entry, target, main, _key in entries:
            name, kind = name_of_entry(entry, main == "main")
            yield Name(name, kind, docname, target)
    for docname in env.found_docs:
        sections = sections_of(env).get(docname, ())
        if not is_reference(docname):
            yield Name(env.titles[docname].astext(), "page", docname, "")
        for section in sections[1:]:
            yield Name(section.title, "section" if teaches(env, docname) else "about the book", docname, section.anchor)
    for domain in env.domains.sorted():
        for name, _shown, kind, docname, anchor, priority in domain.get_objects():
            if domain.name != "std" and priority >= 0 and docname in env.found_docs:
                yield Name(name, domain.get_type_name(domain.object_types[kind]), docname, anchor)


def other_words(env: BuildEnvironment, names: Iterable[Name]) -> Iterator[Name]:
    """Yield a name for the words of each line of the list, at each place of the name that the line gives them."""
    path = Path(env.srcdir, OTHER_WORDS)
    places: dict[str, list[Name]] = {}
    for name in names:
        for written in (name.name, f"{name.name} ({name.kind})"):
            places.setdefault(written, []).append(name)
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        words, _, target = (part.strip() for part in line.rpartition(" = "))
        if not words or target not in places:
            near = get_close_matches(target, places, 1)
            hint = f" (did you mean {near[0]!r}?)" if near else ""
            logger.warning(
                "no entry, term, example or heading is called %r%s", target, hint, location=f"{path}:{number}"
            )
        for name in places.get(target, []) if words else []:
            yield replace(name, name=words, shown=name.name)


def write_index(app: Sphinx, exception: Exception | None) -> None:
    """Write the index of the search, and nothing else into its folder."""
    builder = app.builder
    if exception or builder.name != "html":
        return
    titles = {name: title.astext() for name, title in app.env.titles.items() if name in app.env.found_docs}

    def place(name: str) -> tuple[bool, list[int | str], str]:
        parts = [int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", titles[name])]
        return is_reference(name), parts, name

    pages = {
        name: Text(
            builder.get_target_uri(name), titles[name], sections_of(app.env).get(name, ()), teaches(app.env, name)
        )
        for name in sorted(titles, key=place)
    }
    names = list(names_of(app.env))
    names += other_words(app.env, names)
    folder = Path(app.outdir, FOLDER)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, text in make_index(pages, names).items():
        (folder / name).write_text(text, encoding="utf-8")


def write_no_other(app: Sphinx) -> None:
    """Have Sphinx make no index of its own; the page to search on is written like any other."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder.search = False


def search_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page to search on."""
    if app.builder.name == "html":
        yield SEARCH, {}, "search.html"


def choose_scripts(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Give the search page its scripts, and every other page those for reading."""
    if app.builder.name != "html":
        return
    if pagename == SEARCH:
        app.add_js_file("find.js", type="module")
    unwanted = (*SPHINX_SCRIPTS, *(("reader.js",) if pagename == SEARCH else ()))
    files = context["script_files"]
    context["script_files"] = [file for file in files if not str(file.filename).endswith(unwanted)]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Have every page looked at."""
    app.add_env_collector(FindCollector)
    app.add_transform(LeaveOutOfIndex)
    app.connect("builder-inited", write_no_other)
    app.connect("html-page-context", choose_scripts)
    app.connect("html-collect-pages", search_page)
    app.connect("build-finished", write_index)
    version = crc32(Path(__file__).read_bytes())  # pages that another version of this file has read are read again
    return {"parallel_read_safe": True, "parallel_write_safe": True, "version": "3", "env_version": version}
