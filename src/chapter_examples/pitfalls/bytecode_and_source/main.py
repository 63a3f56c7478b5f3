"""The bytecode of another Python, next to its source."""

import py_compile
from importlib.util import MAGIC_NUMBER
from pathlib import Path

compiled = Path(py_compile.compile("prices.py"))
compiled.write_bytes(b"\0\0" + compiled.read_bytes()[2:])  # a number that no Python has

import prices

print("an apple costs", prices.APPLE)
print("compiled again:", compiled.read_bytes()[:4] == MAGIC_NUMBER)
