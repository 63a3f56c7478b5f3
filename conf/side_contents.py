"""The contents beside each page, rendered once for all pages: where they lead and what is open is all that differs."""

import re
from functools import lru_cache
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment.adapters.toctree import global_toctree_for_doc
from sphinx.util.osutil import relative_uri
from sphinx.util.typing import ExtensionMetadata

from bookcheck.pages.book import GENERATED

_CLOSED = re.compile(r"<input(?![^>]*\bchecked\b)(?=[^>]*toctree-checkbox)([^>]*)")
_ENTRY = re.compile(r'<li class="(?P<level>toctree-l\d+)"><a class="reference internal" href="(?P<page>[^"]*)">')
_REFERENCE = re.compile(rf'(href="{GENERATED}/index\.html">[^<]*</a>)<ul>.*?</ul>', re.DOTALL)


@lru_cache(maxsize=1)
def contents_of_first_page(builder: StandaloneHTMLBuilder) -> str:
    """Return the contents of the whole site as the first page has them: its addresses begin at the root."""
    contents = global_toctree_for_doc(
        builder.env,
        builder.config.root_doc,
        builder,
        tags=builder.tags,
        collapse=False,
        titles_only=True,
        maxdepth=-1,
        includehidden=True,
    )
    return str(builder.render_partial(contents)["fragment"])


def contents_beside(builder: StandaloneHTMLBuilder, docname: str) -> str:
    """Return the contents for a page; those of the reference are on its own pages only."""
    here = builder.get_target_uri(docname)
    opened = set()
    around: str | None = docname
    while around:
        opened.add(builder.get_target_uri(around))
        around = builder.relations.get(around, [None])[0]

    def entry(match: re.Match[str]) -> str:
        page = match["page"]
        level = match["level"] + (" current" if page in opened else "")
        if page == here:
            return f'<li class="{level}"><a class="current reference internal" href="#">'
        return f'<li class="{level}"><a class="reference internal" href="{relative_uri(here, page)}">'

    contents = contents_of_first_page(builder)
    return _ENTRY.sub(entry, contents if here.startswith(GENERATED) else _REFERENCE.sub(r"\1", contents))


def put_beside(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Have Furo take these contents, where it would have Sphinx render its own for each page."""
    builder = app.builder
    if "toctree" in context and isinstance(builder, StandaloneHTMLBuilder) and builder.name == "html":
        context["toctree"] = lambda **options: contents_beside(builder, page)


def open_chapters(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Have the contents beside a page of the book list all its pages: Furo opens only the part that the page is in."""
    if not page.startswith(GENERATED) and "furo_navigation_tree" in context:
        context["furo_navigation_tree"] = _CLOSED.sub(r"<input checked\1", context["furo_navigation_tree"])


def setup(app: Sphinx) -> ExtensionMetadata:
    """Do so before Furo asks."""
    app.connect("html-page-context", put_beside, priority=390)  # sphinx-notfound-page makes its own at 400
    app.connect("html-page-context", open_chapters, priority=600)  # Furo makes the tree at 500
    return {"parallel_read_safe": True, "parallel_write_safe": True, "version": "1"}
