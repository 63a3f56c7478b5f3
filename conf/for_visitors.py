"""What the site holds for programs that visit it: robots.txt, and the picture that goes with a link to a page."""

import shutil
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

PICTURE = "social-card.png"


def write_files(app: Sphinx, exception: Exception | None) -> None:
    """Write both, where the site has an address: a sitemap and a picture are named by whole addresses only."""
    if exception or app.builder.name != "html":
        return
    lines = ["User-agent: *", "Allow: /"]
    if app.config.html_baseurl:
        lines += ["", "Sitemap: {}/sitemap.xml".format(app.config.html_baseurl.rstrip("/"))]
        shutil.copyfile(Path(app.confdir, PICTURE), Path(app.outdir, "_static", PICTURE))
    Path(app.outdir, "robots.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Have them written after the pages."""
    app.connect("build-finished", write_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "version": "1"}
