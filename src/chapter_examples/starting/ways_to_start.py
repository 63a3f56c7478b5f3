"""Start one program in six ways, and compare what it finds and leaves behind."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

PROGRAM = """\
import os.path, sys
path = os.path.basename
found = [__name__, path(globals().get("__file__", "none"))]
found += [getattr(__spec__, "name", None), path(sys.argv[0]), path(sys.path[0]) or "''"]
for value in found:
    print("%-11s" % value, end=" ")
"""

os.makedirs("here/app")
os.chdir("here")
for name in ["report.py", "app/__main__.py"]:
    Path(name).write_text(PROGRAM)
with zipfile.ZipFile("app.zip", "w") as archive:
    archive.writestr("__main__.py", PROGRAM)

WAYS = [["report.py"], ["-m", "report"], ["app"], ["app.zip"], ["-c", PROGRAM], ["-"]]

print("started   __name__    __file__    __spec__    argv[0]     path[0]     .pyc")
for way in WAYS:
    print(f"{' '.join(way)[:9]:9}", end=" ", flush=True)
    subprocess.run([sys.executable, *way], input=PROGRAM, text=True)
    copies = list(Path().rglob("*.pyc"))
    print("yes" if copies else "no")
    for copy in copies:
        copy.unlink()
