"""How the site is built: `make html`, which is `sphinx-build -W -n -c conf docs build/html`.

Nothing here names a page or an example: a second chapter needs no change to this folder.
"""

import gc
import os
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit

import bookcheck
from bookcheck.publishing.downloads import download_address
from bookcheck.publishing.edition import date_of, file_name
from bookcheck.settings import read_settings

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "conf"))  # for the extensions of this folder

# A build makes millions of nodes that live to its end: looking for garbage among them took a tenth of the time.
gc.set_threshold(500_000)

# -- The book --------------------------------------------------------------------------------------

# Sphinx writes the date of today where it is told no other.
os.environ["SOURCE_DATE_EPOCH"] = str(date_of(ROOT))

_metadata = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
_settings = read_settings(ROOT)
project = _settings.title
author = "the authors of " + project
release = version = _metadata["version"]
language = "en"

extensions = [
    "myst_parser",
    "sphinx.ext.intersphinx",
    "api_reference",  # loads autodoc2
    "bookcheck.sphinx_ext",  # examples, claims and the gate; see src/bookcheck/sphinx_ext
    "bookcheck.sphinx_ext.mermaid_directive",
    "notfound.extension",
    "sphinx_llms_txt",
    "html_fixes",
    "descriptions",
    "readers_index",
    "side_contents",
    "one_stylesheet",
    "small_files",
    "for_visitors",
    "ebook",
    "title_page",
]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_fence_as_directive = ["mermaid"]  # no way to write a diagram goes unchecked
myst_heading_anchors = 3
nitpicky = True

# -- Names defined elsewhere -----------------------------------------------------------------------

# From a file in the repository, never from the network: the same build everywhere, offline too.
intersphinx_mapping = {"python": ("https://docs.python.org/3.14", "../conf/inventories/python.inv")}

# These publish no inventory that could be kept here.
nitpick_ignore_regex = [
    ("py:.*", r"(docutils|lxml|sphinx|sphinx_autobuild|sphinx_markdown_builder|sphinxcontrib|sybil|_?pytest)\..*"),
    # classes that Python's own documentation does not list by these names
    ("py:class", r"ast\.stmt|tokenize\.TokenInfo"),
]

# -- API pages, written into docs/apidocs at each build --------------------------------------------

_engine = ROOT / "src" / "bookcheck"
if not _engine.is_dir():  # another book has the engine installed
    _engine = Path(bookcheck.__file__).resolve().parent
autodoc2_packages = [os.path.relpath(_engine, ROOT / _settings.docs)]
autodoc2_output_dir = "apidocs"
autodoc2_render_plugin = "api_reference.Renderer"
autodoc2_skip_module_regexes = [  # a module is on the page of its package
    r"\.".join(path.relative_to(_engine.parent).with_suffix("").parts)
    for path in _engine.rglob("*.py")
    if path.name != "__init__.py"
]
autodoc2_hidden_objects = ["dunder", "private", "inherited"]
autodoc2_index_template = f"""\
API reference
=============

Each example of the book, by the package of its page, and what checks them, room by room.

.. toctree::
   :titlesonly:
   :glob:

   {_settings.package}/*
   bookcheck/*
"""
python_use_unqualified_type_names = True
add_module_names = False
toc_object_entries_show_parents = "hide"

# -- HTML ------------------------------------------------------------------------------------------

html_theme = "furo"
html_title = project
html_favicon = "favicon.svg"
html_static_path = ["scripts"]
templates_path = ["templates"]
_styles = [
    "tokens",
    "layout",
    "prose",
    "code",
    "diagrams",
    "example_figure",
    "trace_table",
    "line_links",
    "generated_tables",
    "reader",
    "version_chooser",
    "keyboard",
    "find",
    "start_page",
    "print",
]
book_styles = [f"styles/{name}.css" for name in _styles]  # one file in the site
html_js_files = [("reader.js", {"type": "module"})]
html_theme_options = {
    "top_of_page_buttons": [],
    # Furo takes it from the Pygments style, whose white is that of the page.
    "light_css_variables": {"color-code-background": "#f6f7f9"},
    "dark_css_variables": {"color-code-background": "#1c1e22"},
}
# Both were chosen for contrast: WCAG AAA on their own background.
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"
html_show_copyright = False  # the footer names the licenses instead
html_permalinks_icon = "#"
# Read the Docs says where the site will live, and so does `make versions`, with which of them it is; elsewhere the site
# works from any folder, and its root is /.
book_version = os.environ.get("BOOK_VERSION", "")
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL") or os.environ.get("BOOK_URL", "")
notfound_urls_prefix = urlsplit(html_baseurl).path or (f"/{book_version}/" if book_version else "/")
html_context = {
    "description": _metadata["description"],
    "book_version": book_version,
    "pdf": download_address(os.environ, file_name(project, version, ".pdf"), version),
}
if html_baseurl:  # what they write are whole addresses
    extensions += ["sphinxext.opengraph", "sphinx_sitemap"]
sitemap_url_scheme = "{link}"
sitemap_excludes = ["404.html", "search.html"]
ogp_site_url = html_baseurl
ogp_social_cards = {"enable": False}  # each would be a picture drawn by matplotlib
ogp_image = "_static/social-card.png"  # conf/social_card.py draws it, for_visitors.py puts it there
ogp_image_alt = import_module("signed_picture").read_words((ROOT / "conf/social-card.png").read_bytes())["Description"]

llms_txt_exclude = ["apidocs/*", "genindex", "search"]
llms_txt_uri_template = html_baseurl + "_sources/{docname}{suffix}{sourcelink_suffix}"  # else as if the site were at /
llms_txt_summary = (
    _metadata["description"]
    + ".\nAll pages in one file, each program with what it wrote on each Python: llms-full.txt."
)

# -- Links to other sites, `make links` -------------------------------------------------------------

linkcheck_retries = 3
linkcheck_timeout = 30
linkcheck_report_timeouts_as_broken = True

# -- EPUB and LaTeX --------------------------------------------------------------------------------

epub_basename = file_name(project, version, "")
epub_identifier = epub_uid = file_name(project, version, "")
epub_description = _metadata["description"]
epub_contributor = author
epub_copyright = "code MIT-0, text and diagrams CC BY 4.0"
epub_book_styles = ["styles/epub.css"]  # the others change furo, which EPUB does not have
epub_pre_files = [("title-page.xhtml", "Title page")]
epub_exclude_files = ["search.xhtml", "404.xhtml"]
epub_show_urls = "no"
epub_tocdepth = 2
epub_tocdup = False
epub_tocscope = "includehidden"
latex_engine = "xelatex"
