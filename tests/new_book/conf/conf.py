"""How the site of the tour is built: with Sphinx's own theme."""

project = "A tour"
extensions = ["myst_parser", "bookcheck.sphinx_ext", "bookcheck.sphinx_ext.mermaid_directive"]
