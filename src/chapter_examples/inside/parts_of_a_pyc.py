"""The body of a .pyc file: the parts of a code object, in order."""

import marshal
import struct

SOURCE = "\n" * 7000 + """  # a first line whose number occurs nowhere else
def total(prices):
    try:
        return sum(prices) + 4096
    except TypeError:
        return None
"""


def with_size(data):
    return struct.pack("<I", len(data)) + data


code = compile(SOURCE, "FILE.py", "exec").co_consts[0]
data = marshal.dumps(code)
body = data.index(with_size(code.co_code))
numbers = struct.unpack(f"<{(body - 2) // 4}I", data[1 : body - 1])
names = ["co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals", "co_stacksize", "co_flags"]
if len(numbers) == 5:
    names.remove("co_nlocals")
print(data[:1], *(f"{name} {getattr(code, name) == number}" for name, number in zip(names, numbers)), sep="\n")

parts = {"co_code": with_size(code.co_code), "co_consts": b"i" + struct.pack("<I", 4096), "co_names": b"\x03sum"}
parts.update({"local names": b"\x06prices", "co_filename": b"\x07FILE.py", "co_name": b"\x05total"})
parts["co_firstlineno"] = struct.pack("<I", code.co_firstlineno)
parts["co_linetable"] = with_size(getattr(code, "co_linetable", None) or code.co_lnotab)
parts["co_exceptiontable"] = with_size(getattr(code, "co_exceptiontable", b"") or b"none")
present = [name for name in parts if parts[name] in data]
print(*sorted(present, key=lambda name: data.index(parts[name])), sep="\n")

# book: changed 3.11: `co_nlocals` is worked out from the names, and the file contains the exception table.
# book: portable
