"""The programs that the book shows, one package a page.

Each runs by itself with nothing but the standard library, and what it prints is recorded on every Python of the matrix.
"""
