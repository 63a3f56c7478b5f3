"""Reads MyST as MyST-Parser does, with the standard library of any Python: lines, blocks and spans of a page.

MyST-Parser itself and markdown-it-py, on which it stands, do not run on the older Pythons of the matrix.
``tests/engine/test_scanner_against_markdown_it.py`` compares the two.
"""

EXTENSIONS = ("colon_fence", "deflist")
"""The extensions of MyST that a page is read with: ``myst_enable_extensions`` names these and no more."""
