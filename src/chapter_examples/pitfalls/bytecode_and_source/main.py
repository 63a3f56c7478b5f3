"""Bytecode of another Python, beside its source."""

import py_compile
from importlib.util import MAGIC_NUMBER
from pathlib import Path

compiled = Path(py_compile.compile("prices.py"))
compiled.write_bytes(b"\0\0" + compiled.read_bytes()[2:])  # the number of no Python

import prices

print("an apple costs", prices.APPLE)
print("compiled anew:", compiled.read_bytes()[:4] == MAGIC_NUMBER)
