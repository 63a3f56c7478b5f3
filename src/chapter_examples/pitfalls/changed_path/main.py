"""A program that changes its path, and then its folder."""

import os
import sys

sys.path.insert(0, "lib")
os.chdir("reports")

import prices

# book: raises ModuleNotFoundError
