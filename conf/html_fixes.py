"""Small corrections of the HTML that Sphinx writes, each for a fault that axe or a validator finds."""

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from pygments.formatters import HtmlFormatter
from sphinx.addnodes import compact_paragraph
from sphinx.application import Sphinx
from sphinx.highlighting import PygmentsBridge
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator


class FocusableHtmlFormatter(HtmlFormatter[str]):
    """Writes code blocks that the keyboard can scroll (axe: scrollable-region-focusable)."""

    def _wrap_pre(self, inner: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
        for kind, text in super()._wrap_pre(inner):  # type: ignore[misc]  # the stubs leave it out
            yield kind, text.replace("<pre", '<pre tabindex="0"', 1) if kind == 0 else text


def visit_title(translator: HTML5Translator, node: nodes.title) -> None:
    """Say the level of the caption of a table of contents, a heading (axe: aria-required-attr)."""
    HTML5Translator.visit_title(translator, node)
    if isinstance(node.parent, compact_paragraph) and node.parent.get("toctree"):
        translator.body[-2] = translator.body[-2].replace('role="heading"', 'role="heading" aria-level="2"')


class OneTableOfAnId(SphinxPostTransform):
    """Leaves a table its ids: Furo gives them to the box around it too (vnu: Duplicate ID)."""

    formats = ("html",)
    default_priority = 501  # right after Furo's

    def run(self, **kwargs: Any) -> None:
        """Take them from the boxes."""
        for box in self.document.findall(nodes.container):
            if "table-wrapper" in box["classes"]:
                box["ids"] = []


def defer_scripts(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document) -> None:
    """Have scripts wait until the page is read, as modules do; those of the search page call one another at once."""
    if template != "search.html":
        context["script_files"] = [
            file if "type" in file.attributes else type(file)(file.filename, priority=file.priority, defer="defer")
            for file in context["script_files"]
        ]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Put the corrections in place."""
    PygmentsBridge.html_formatter = FocusableHtmlFormatter
    app.add_node(nodes.title, override=True, html=(visit_title, HTML5Translator.depart_title))
    app.add_post_transform(OneTableOfAnId)
    app.connect("html-page-context", defer_scripts)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "version": "1"}
