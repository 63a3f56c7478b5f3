"""Import a module whose source file has been removed."""

import py_compile
import subprocess
import sys
from pathlib import Path


def attempt(place):
    program = "import prices; print(prices.APPLE, prices.__file__)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    print(place, "→", (run.stdout or run.stderr).splitlines()[-1])


Path("prices.py").write_text("APPLE = 30\n")
in_pycache = py_compile.compile("prices.py")
Path("prices.py").unlink()
attempt("in __pycache__")

Path(in_pycache).rename("prices.pyc")
attempt("in its place  ")
