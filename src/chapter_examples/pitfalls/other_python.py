"""Bytecode of another Python in the right place."""

import py_compile
from pathlib import Path

source, compiled = Path("prices.py"), Path("prices.pyc")
source.write_text("APPLE = 30\n")
py_compile.compile(str(source), cfile=str(compiled))
source.unlink()
code = compiled.read_bytes()
compiled.write_bytes(b"\0\0" + code[2:])  # a magic number that no Python has

try:
    import prices
except ImportError as error:
    print(str(error).partition(":")[0])

compiled.write_bytes(code)
import prices

print("an apple costs", prices.APPLE)
