"""A program that changes its path, and then its folder."""

import os
import sys

sys.path.insert(0, "lib")
os.chdir("reports")

import prices

# book: raises ModuleNotFoundError
# book: changed 3.9: The path of `main.py` is made absolute at the start, so it stays right after `os.chdir()`.
