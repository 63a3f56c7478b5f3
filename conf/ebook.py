"""The EPUB: the book without its reference, in an archive of the same bytes wherever and whenever it is made."""

import time
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.epub3 import Epub3Builder
from sphinx.util.typing import ExtensionMetadata

from bookcheck.pages.book import GENERATED
from bookcheck.publishing.edition import date_of

FIRST = ("mimetype", "META-INF/container.xml", "content.opf", "toc.ncx")
"""The files that an EPUB begins with, the first of them not compressed."""


class EbookBuilder(Epub3Builder):
    """Fixes what epubcheck finds in Sphinx's EPUB, and what differs from one of its builds to the next."""

    def get_toc(self) -> None:
        """Collect the table of contents: pages only, none of them below a section of another, the index last."""
        super().get_toc()
        pages = [entry for entry in self.refnodes if "#" not in entry["refuri"]]
        self.refnodes = sorted(({**entry, "level": min(entry["level"], 2)} for entry in pages), key=self.is_index)

    def is_index(self, entry: dict[str, Any]) -> bool:
        """Return whether an entry of the table of contents is that of the index."""
        return bool(entry["refuri"] == "genindex" + self.out_suffix)

    def build_content(self) -> None:
        """Write the list of files; Sphinx adds the index itself, which the table of contents names too."""
        entries = self.refnodes
        self.refnodes = [entry for entry in entries if not self.is_index(entry)]
        super().build_content()
        self.refnodes = entries

    def build_epub(self) -> None:
        """Write the archive. Sphinx gives its files the times and the permissions that they have on this machine."""
        date = time.gmtime(date_of(Path(self.confdir)))[:6]
        with ZipFile(self.outdir / (self.config.epub_basename + ".epub"), "w") as archive:
            for name in (*FIRST, *self.files):
                entry = ZipInfo(name, date)
                entry.external_attr = 0o644 << 16
                compression = ZIP_STORED if name == FIRST[0] else ZIP_DEFLATED
                archive.writestr(entry, (self.outdir / name).read_bytes(), compression)


def leave_out_reference(app: Sphinx) -> None:
    """Have Sphinx pass over the API reference, hundreds of pages that nobody reads on a sofa."""
    if app.builder.name == "epub":
        app.config.autodoc2_packages = []
        app.config.exclude_patterns = [*app.config.exclude_patterns, GENERATED + "/**"]
        # The table of contents names it still, and autodoc2 says that it has nothing to do.
        app.config.suppress_warnings = [*app.config.suppress_warnings, "toc.excluded", "autodoc2.config_error"]


def leave_out_tags(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document) -> None:
    """Say nothing to search engines."""
    if app.builder.name == "epub":
        context["metatags"] = ""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Put the builder in the place of Sphinx's own."""
    app.setup_extension("sphinx.builders.epub3")
    app.add_builder(EbookBuilder, override=True)
    app.connect("builder-inited", leave_out_reference, priority=300)  # before autodoc2 reads the code
    app.connect("html-page-context", leave_out_tags, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "version": "1"}
