"""Import a module whose `.pyc` file has lost its second half."""

import py_compile
from pathlib import Path

Path("prices.py").write_text("APPLE = 30\n")
copy = Path(py_compile.compile("prices.py"))
copy.write_bytes(copy.read_bytes()[:40])

for attempt in ["first", "second"]:
    try:
        import prices
    except EOFError as error:
        print(f"{attempt} attempt: EOFError: {error}")
