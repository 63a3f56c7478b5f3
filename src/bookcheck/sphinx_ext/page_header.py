"""What is under the title of a page of the chapter: level, Pythons, prerequisites, reading time.

Level and prerequisites are said in the page's front matter, the Pythons in the list of Pythons; a page without
``level`` has no header.
"""

from collections.abc import Sequence
from math import ceil

from docutils import nodes
from sphinx.application import Sphinx

from bookcheck.errors import counted
from bookcheck.pythons.python import KEPT_AS_RECORDED, Python, span
from bookcheck.sphinx_ext.domain import book_of
from bookcheck.sphinx_ext.nodes import STEPS

WORDS_A_MINUTE = 200
LINES_A_MINUTE = 25


def reading(document: nodes.document) -> tuple[int, int]:
    """Return the words of a page and the minutes that it takes.

    Its prose counts at 200 words a minute and its code at 25 lines a minute, rounded up.
    Code is what a reader sees before opening anything: programs, and the output or the steps of the newest Python.
    A fold that begins closed is left out, and so is a diagram.
    """
    words, lines = _count(document)
    return words, ceil(words / WORDS_A_MINUTE + lines / LINES_A_MINUTE)


def _count(node: nodes.Node) -> tuple[int, int]:
    """Return the words of prose and the lines of code that a reader of ``node`` goes through."""
    if isinstance(node, nodes.literal_block):
        return 0, len(node.astext().split("\n"))
    if isinstance(node, nodes.Text):
        return len(node.split()), 0
    if isinstance(node, nodes.table) and STEPS in node["classes"]:
        return 0, len(list(node.findall(nodes.row)))
    if isinstance(node, nodes.Invisible) or node.get("state") == "closed":  # type: ignore[attr-defined]
        return 0, 0
    counts = [_count(child) for child in node.children]
    return sum(words for words, _ in counts), sum(lines for _, lines in counts)


def add_header(app: Sphinx, document: nodes.document) -> None:
    """Put the header under the title of the page that was read, if its front matter says its level."""
    said = app.env.metadata[app.env.docname]
    title = next(document.findall(nodes.title), None)
    if "level" not in said or title is None:
        return
    book = book_of(app.env)
    words, minutes = reading(document)
    book.data["read"][app.env.docname] = (words, minutes)
    facts = {
        "Level": said["level"],
        "Pythons": pythons_words(book.project.pythons),
        "Before this page": said.get("prerequisites"),
        "Reading time": "about " + counted(minutes, "minute"),
    }
    fields = [
        nodes.field("", nodes.field_name("", label), nodes.field_body("", nodes.paragraph("", str(text))))
        for label, text in facts.items()
        if text
    ]
    title.parent.insert(title.parent.index(title) + 1, nodes.field_list("", *fields, classes=["page-header"]))


def pythons_words(pythons: Sequence[Python]) -> str:
    """Return the versions of ``pythons``, as short as a reader would, and which of them are kept as recorded."""
    tags = [python.tag for python in pythons if not python.is_variant]
    kept = span([python.tag for python in pythons if python.kept and not python.is_variant], tags)
    return span(tags, tags) + (f"; {kept} {KEPT_AS_RECORDED}" if kept else "")


def setup_page_header(app: Sphinx) -> None:
    """Add the header to each page when it has been read."""
    app.connect("doctree-read", add_header)
