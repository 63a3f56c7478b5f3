"""Print the header and the code object of a `.pyc` file."""

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

# book: changed 3.9: Changes of the bytecode, such as the new `LOAD_ASSERTION_ERROR`, increase the magic number.
# book: changed 3.10: Changes of the bytecode, such as jumps that count code units, increase the magic number.
# book: changed 3.11: Changes of the bytecode, such as inline caches and `BINARY_OP`, increase the magic number.
# book: changed 3.12: Changes of the bytecode, such as the new `RETURN_CONST`, increase the magic number.
# book: changed 3.13: Changes of the bytecode, such as the new `CALL_KW`, increase the magic number.
# book: changed 3.14: Changes of the bytecode, such as the new `LOAD_SMALL_INT`, increase the magic number.
# book: changed 3.15: Changes of the bytecode, such as `IMPORT_NAME` for lazy imports, increase the magic number.
