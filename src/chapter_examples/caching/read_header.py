"""Take a .pyc file apart."""

import marshal
import os
import py_compile
import struct
from pathlib import Path

source = Path("prices.py")
source.write_bytes(b"APPLE = 30\n")
os.utime(source, (1_000_000_000, 1_000_000_000))  # "last changed" in 2001

data = Path(py_compile.compile("prices.py")).read_bytes()
number, end, flags, changed, size = struct.unpack("<H2sIII", data[:16])
print("magic number", number, end)
print("flags       ", flags)
print("changed     ", changed)
print("size        ", size)

code = marshal.loads(data[16:])
print("code object ", code.co_name, code.co_names, code.co_filename)
