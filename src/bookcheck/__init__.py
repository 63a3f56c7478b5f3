"""Proves a book about Python: finds its examples, runs them, records and checks what they print.

The modules that run under the Pythons of the matrix need the standard library of 3.8 and nothing else.
:mod:`bookcheck.sphinx_ext` is the Sphinx extension; it runs on the one Python that builds the site.
"""
