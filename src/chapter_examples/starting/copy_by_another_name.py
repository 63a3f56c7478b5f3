"""Start a compiled copy that has the name of a text file."""

import importlib.util
import py_compile
import subprocess
import sys
from pathlib import Path

Path("report.py").write_text('print("The report runs.")\n')
py_compile.compile("report.py", cfile="report.txt")
magic = importlib.util.MAGIC_NUMBER
print("begins with the magic number:", Path("report.txt").read_bytes()[:4] == magic)
subprocess.run([sys.executable, "report.txt"], check=True)

# book: portable
