"""What a .pyc file tells without its source."""

import marshal
import py_compile
from pathlib import Path

source = Path("vault.py")
source.write_text('PIN = "4711"\nCODES = {}\n', encoding="utf-8")
compiled = py_compile.compile(str(source), cfile="vault.pyc")
source.unlink()

code = marshal.loads(Path(compiled).read_bytes()[16:])
print("constants:", [value for value in code.co_consts if value])
print("names:    ", code.co_names)
