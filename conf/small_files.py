"""Styles and scripts without the comments and the blanks that their authors need: a reader's browser loads them too."""

from pathlib import Path

import rcssmin
import rjsmin
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

SHORTEN = {".css": rcssmin.cssmin, ".js": rjsmin.jsmin}
"""What makes a file short, by the ending of its name."""


def shorten(app: Sphinx, exception: Exception | None) -> None:
    """Rewrite each style and script of the site; a notice of its license, ``/*!``, stays."""
    if exception or app.builder.name != "html":
        return
    for path in Path(app.outdir, "_static").rglob("*"):
        if path.suffix in SHORTEN:
            text = path.read_text(encoding="utf-8")
            path.write_text(SHORTEN[path.suffix](text, keep_bang_comments=True), encoding="utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Do so when all of them are in their places."""
    app.connect("build-finished", shorten, priority=900)  # Furo writes pygments.css there too
    return {"parallel_read_safe": True, "parallel_write_safe": True, "version": "1"}
