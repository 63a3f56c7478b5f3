"""A program that changes its path and then its folder."""

import os
import sys

sys.path.insert(0, "lib")
os.chdir("reports")

import prices

# book: raises ModuleNotFoundError
# book: changed 3.9: The path of a script is absolute, so the traceback can show its lines after `os.chdir()`.
