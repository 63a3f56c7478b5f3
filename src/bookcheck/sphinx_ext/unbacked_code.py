"""The gate on what is really rendered: no block of code that the book does not prove, however it was written.

:mod:`bookcheck.consistency` reads the pages as text; this reads the documents that Sphinx and its extensions made of
them, so it sees included files, reStructuredText and whatever a new extension adds.
"""

import re
from pathlib import Path

from docutils import nodes
from docutils.utils import get_source_line
from sphinx.application import Sphinx

from bookcheck.errors import BookError
from bookcheck.pages.block_rules import LANGUAGES, content_refusal
from bookcheck.pages.book import GENERATED
from bookcheck.sphinx_ext.domain import book_of
from bookcheck.sphinx_ext.nodes import BACKED

_PROMPT = re.compile(r"^[ \t]*>>>(?=[ \t]|$)", re.MULTILINE)
# No tag can hide in a comment without a second "<".
_COMMENT = re.compile(r"\s*(?:<!--[^<]*-->\s*)+")


def refusal(node: nodes.Element, generated: bool) -> str | None:
    """Return why ``node``, a block of fixed text, may not be rendered, or None.

    A ``generated`` page shows docstrings. Their ``>>>`` is allowed, because Sybil runs it on every Python, and so is a
    block without a label, because reStructuredText's ``::`` has no labels.
    """
    text = node.astext()
    if isinstance(node, (nodes.comment, nodes.math_block)) or node.get(BACKED):
        return None
    if isinstance(node, nodes.raw):
        return None if _COMMENT.fullmatch(text) else f"raw {node.get('format', '').upper()} is rendered as it is"
    prompts = isinstance(node, nodes.doctest_block) or _PROMPT.search(text)
    if generated and (prompts or "language" not in node):
        return None
    if prompts:
        return "a >>> prompt is in a block that is not an example"
    language = node.get("language", "none")
    if language in ("none", "default"):
        return "a block of code has no label"
    if language not in LANGUAGES:
        return f"a block labeled {language} is not an example"
    return content_refusal(language, text.split("\n"))


def check_document(app: Sphinx, document: nodes.document) -> None:
    """Report each block of ``document`` that nothing proves."""
    book = book_of(app.env)
    generated = app.env.docname.split("/")[0] == GENERATED
    for node in document.findall(nodes.FixedTextElement):
        problem = refusal(node, generated)
        if problem is None or isinstance(node.parent, nodes.system_message):
            continue  # a system message is a warning of its own
        source, line = get_source_line(node)
        book.report_in_page(
            BookError(
                problem,
                path=Path(source or app.env.doc2path(app.env.docname)),
                line=line,
                expected="an example, or a block labeled " + ", ".join(sorted(LANGUAGES)),
                found=node.astext().strip().split("\n")[0],
                fix="make it an example, and show it with ```{example} PACKAGE/NAME",
            )
        )


def setup_gate(app: Sphinx) -> None:
    """Check each document after everything else that changes it."""
    app.connect("doctree-read", check_document, priority=900)
