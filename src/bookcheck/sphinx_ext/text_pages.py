"""Writes each page as Markdown for people and programs that read text: ``_sources``, which llms-full.txt is made of.

sphinx-markdown-builder writes what every format gets that cannot fold; see :mod:`bookcheck.sphinx_ext.nodes`.
"""

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import NoUri
from sphinx_markdown_builder.builder import MarkdownBuilder
from sphinx_markdown_builder.contexts import (
    IndentContext,
    SubContext,
    SubContextParams,
    TableContext,
    TitleContext,
    WrappedContext,
)
from sphinx_markdown_builder.translator import MarkdownTranslator

from bookcheck.pages.book import GENERATED
from bookcheck.recordings.release_report import code_marks, fence


class PipeTable(TableContext):  # type: ignore[misc]  # sphinx-markdown-builder has no types
    """A table whose cells stay as they are: tabulate would write the version 3.10 as the number 3.1."""

    def make(self) -> str:
        """Return the rows, the first as the head."""
        rows = [[cell.replace("|", "\\|") for cell in self.make_row(row)] for row in (*self.headers, *self.body)]
        rows.insert(1, ["---"] * len(rows[0]))
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)


class TextTranslator(MarkdownTranslator):  # type: ignore[misc]
    """Writes what is not as it should be in text: anchors, titles that are not headings, code with backquotes in it."""

    def _add_anchor(self, anchor: str) -> None:
        pass

    def visit_comment(self, node: nodes.Element) -> None:
        """Leave out what no other format shows."""
        raise nodes.SkipNode

    visit_toctree = visit_comment  # one in another's table of contents

    def unknown_visit(self, node: nodes.Element) -> None:
        """Write what is in a node that sphinx-markdown-builder would leave out, a block of its own unless inline."""
        ends = 0 if isinstance(node, nodes.Inline) else 2
        self._push_context(SubContext(SubContextParams(ends, ends)))

    def unknown_departure(self, node: nodes.Element) -> None:
        """End it."""
        self._pop_context()

    def visit_title(self, node: nodes.title) -> None:
        """Write the title of a section as a heading, any other in bold."""
        if isinstance(node.parent, nodes.section):
            self._push_context(TitleContext(self.status.section_level))
        else:
            self.visit_rubric(node)

    def visit_literal(self, node: nodes.literal) -> None:
        """Write code between marks that it cannot end."""
        marks = code_marks([node.astext()])
        self.add(f"{marks} {node.astext()} {marks}" if len(marks) > 1 else f"`{node.astext()}`")
        raise nodes.SkipNode

    def visit_literal_block(self, node: nodes.literal_block) -> None:
        """Write code in a fence that it cannot end."""
        language = node.get("language", "text")
        self.add("\n".join(fence(language, node.astext().rstrip("\n").split("\n"))), prefix_eol=2, suffix_eol=2)
        raise nodes.SkipNode

    def visit_rubric(self, node: nodes.Element) -> None:
        """Write the title of an output in bold: as a heading it would end the section that it is in."""
        self._push_context(WrappedContext("**", params=SubContextParams(2, 2)))

    def visit_definition(self, node: nodes.definition) -> None:
        """Write a definition of several paragraphs as several paragraphs."""
        self._push_context(IndentContext(": ", only_first=True, params=SubContextParams(1, 2)))

    def visit_table(self, node: nodes.table) -> None:
        """Begin a table."""
        self._push_context(PipeTable(params=SubContextParams(2, 2)))

    depart_title = depart_rubric = depart_definition = depart_table = MarkdownTranslator._pop_context


class TextBuilder(MarkdownBuilder):  # type: ignore[misc]
    """Renders pages as text, beside the sources that Sphinx copies; it builds nothing by itself."""

    default_translator_class = TextTranslator

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return where the text of the document ``docname`` is."""
        if docname not in self.env.found_docs:
            raise NoUri(docname, typ)
        return f"{docname}{self.env.doc2path(docname).suffix}{self.config.html_sourcelink_suffix}"

    def render(self, docname: str) -> str:
        """Return the document ``docname`` as Markdown."""
        self.current_doc_name = docname
        document = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
        translator = self.create_translator(document, self)
        document.walkabout(translator)
        return str(translator.astext())


def write_text_pages(app: Sphinx, exception: Exception | None) -> None:
    """Replace the source that Sphinx has copied of each page that was built by the text of the page.

    Pages made from code stay as they are. Runs before sphinx-llms-txt reads the sources.
    """
    html = app.builder
    if exception or app.config.book_live or not isinstance(html, StandaloneHTMLBuilder) or not html.copysource:
        return
    text = TextBuilder(app, app.env)
    app.builder = text  # what resolves a document asks the application which format it is for
    try:
        for docname in sorted(app.env.found_docs):
            copied = Path(html.outdir, "_sources", text.get_target_uri(docname))
            if docname.split("/")[0] == GENERATED or not copied.is_file():
                continue
            if copied.read_bytes() == Path(app.env.doc2path(docname)).read_bytes():  # else its text is there
                copied.write_text(text.render(docname), encoding="utf-8", newline="\n")
    finally:
        app.builder = html


def setup_text_pages(app: Sphinx) -> None:
    """Write the text when everything else is written, before other extensions read the sources."""
    app.setup_extension("sphinx_markdown_builder")
    app.connect("build-finished", write_text_pages, priority=400)
