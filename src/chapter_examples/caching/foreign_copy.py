"""Import modules from the `.pyc` files of another Python, with and without a source."""

import py_compile
from pathlib import Path

Path("prices.py").write_text("APPLE = 30\n")
copy = Path(py_compile.compile("prices.py"))
number = (3394).to_bytes(2, "little")  # Python 3.7
foreign = number + copy.read_bytes()[2:]
copy.write_bytes(foreign)
Path("basket.pyc").write_bytes(foreign)

import prices

print("prices: imported; replaced the copy:", copy.read_bytes() != foreign)

import basket

# book: raises ImportError
# book: changed 3.9: The path of a script is absolute, and the traceback shows it.
