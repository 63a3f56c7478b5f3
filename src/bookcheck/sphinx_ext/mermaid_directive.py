"""Shows the diagrams of the pages: the ``{mermaid}`` directive, as a Sphinx extension.

The source of a diagram is what sphinxcontrib-mermaid reads, and its node; what becomes of the node is the book's own:
HTML gets the drawing kept under ``diagrams/``, inlined; EPUB gets it as a file; every other format gets its text.
"""

from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator
from sphinxcontrib.mermaid import Mermaid, mermaid

from bookcheck.diagrams.diagram import load_drawing, read_diagram
from bookcheck.diagrams.picture import without_marks
from bookcheck.errors import BookError
from bookcheck.pages.page import MERMAID
from bookcheck.sphinx_ext.domain import book_of


class MermaidDirective(Mermaid, SphinxDirective):  # type: ignore[misc]  # sphinxcontrib-mermaid has no types
    """Shows the drawing of a diagram, or reports why there is none to trust."""

    optional_arguments = 0
    option_spec = {"caption": directives.unchanged_required, "name": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Return the diagram, in a figure if it has a caption."""
        book = book_of(self.env)
        folder = book.project.diagrams
        source, _ = self.get_source_info()
        first_line = self.lineno + self.content_offset + 1
        try:
            diagram = read_diagram("\n".join(self.content), Path(source or self.env.docname), first_line)
            self.env.note_dependency(folder / diagram.file_name)
            load_drawing(diagram, folder)
        except BookError as error:
            book.report_in_page(error)
            return []
        node: nodes.Element = mermaid(
            code="\n".join(self.content),
            options={},
            file=diagram.file_name,
            identifier=diagram.identifier,
            serial=self.env.new_serialno("diagram"),
            title=diagram.title,
            description=diagram.description,
        )
        self.set_source_info(node)
        if "caption" in self.options:
            text, messages = self.parse_inline(self.options["caption"])
            node = nodes.figure("", node, nodes.caption("", "", *text), *messages)
        self.add_name(node)
        return [node]


def visit_html(translator: HTML5Translator, node: mermaid) -> None:
    """Write the drawing of ``node`` into the page, or for EPUB beside it."""
    builder = translator.builder
    file = book_of(builder.env).project.diagrams / node["file"]
    _, _, svg = file.read_text(encoding="utf-8").partition("\n")  # the first line is the signature
    svg = without_marks(svg)
    if builder.name == "epub":
        translator.body.append(translator.starttag(node, "div", "", CLASS="diagram-frame"))
        source = _beside_page(translator, node, svg)
        translator.body.append(translator.emptytag(node, "img", "", src=source, alt=node["title"]))
        translator.body.append(f"<p>{translator.encode(node['description'])}</p></div>\n")
        raise nodes.SkipNode
    width = svg.partition(' width="')[2].partition('"')[0]
    attributes = {"class": "diagram-frame", "style": f"--diagram-width: {width}px"}
    # A wide drawing scrolls in its frame on a narrow screen, so the keyboard must reach the frame.
    attributes |= {"tabindex": "0", "role": "group", "aria-label": "Diagram"}
    translator.body.append(translator.starttag(node, "div", "", False, **attributes))
    # Twice the same diagram in a page must not be twice the same id.
    translator.body.append(svg.replace(node["identifier"], f"{node['identifier']}-{node['serial']}"))
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def _beside_page(translator: HTML5Translator, node: mermaid, svg: str) -> str:
    """Write the drawing into the images of an EPUB, its stylesheet in it; return the reference to it."""
    builder = translator.builder
    style = Path(builder.confdir, builder.config.diagram_stylesheet).read_text(encoding="utf-8")
    target = Path(builder.outdir, builder.imagedir, node["file"])
    target.parent.mkdir(parents=True, exist_ok=True)
    head, end, tail = svg.partition("</desc>")
    target.write_text(f"{head}{end}\n<style>\n{style}</style>{tail}", encoding="utf-8", newline="\n")
    return f"{builder.imgpath}/{node['file']}"


class DiagramAsText(SphinxPostTransform):
    """Replaces each diagram by its title and its description where a builder shows no drawings."""

    default_priority = 400

    def run(self, **kwargs: Any) -> None:
        """Rewrite the document."""
        if self.app.builder.format == "html":
            return
        for node in list(self.document.findall(mermaid)):
            title = nodes.strong("", node["title"])
            text = nodes.Text(": " + node["description"])
            node.replace_self(nodes.paragraph("", "", title, text, ids=node["ids"], names=node["names"]))


def draw_when_building(app: Sphinx, config: Config) -> None:
    """Tell sphinxcontrib-mermaid that the reader's browser draws nothing, so that no page loads Mermaid from a host."""
    config["mermaid_output_format"] = "svg"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the directive, and the setting for the stylesheet that each drawing of an EPUB has in it."""
    app.setup_extension("bookcheck.sphinx_ext")
    app.setup_extension("sphinxcontrib.mermaid")
    app.connect("config-inited", draw_when_building)
    app.add_config_value("diagram_stylesheet", "styles/diagrams.css", "env", types=frozenset({str}))
    app.add_node(mermaid, override=True, html=(visit_html, None))
    app.add_directive(MERMAID, MermaidDirective, override=True)
    app.add_post_transform(DiagramAsText)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
