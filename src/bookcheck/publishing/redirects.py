"""A page that leads to another and keeps what follows the address: the Python that a reader chose, and the place."""

import html

NAME = "redirect.js"
SCRIPT = """\
/* Leads on to where the page's link leads, with the query and the fragment that this page was asked with. */
"use strict";

(() => {
  const to = new URL(document.querySelector("a").href);
  to.search = location.search;
  to.hash = location.hash;
  location.replace(to);
})();
"""
"""What :func:`redirect_page` runs, as the file :data:`NAME`: a Content-Security-Policy can forbid scripts in a page."""

_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="canonical" href="{target}">
<noscript><meta http-equiv="refresh" content="0; url={target}"></noscript>
</head>
<body>
<main><h1>{title}</h1><p><a href="{target}">Go on to {target}</a></p></main>
<script src="{script}"></script>
</body>
</html>
"""


def redirect_page(title: str, target: str, script: str) -> str:
    """Return the HTML of a page that leads to ``target``; ``script`` is where :data:`SCRIPT` is, seen from the page.

    Without JavaScript it leads there too, but forgets what followed the address.
    """
    return _PAGE.format(title=html.escape(title), target=html.escape(target), script=html.escape(script))
