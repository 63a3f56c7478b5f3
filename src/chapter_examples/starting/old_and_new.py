"""Start a program by its path and by its name after an edit that Python does not notice."""

import os
import subprocess
import sys
from pathlib import Path


def save(text):
    Path("report.py").write_bytes(text)
    os.utime("report.py", (1_000_000_000, 1_000_000_000))


save(b"print('old')\n")
subprocess.run([sys.executable, "-m", "report"])
save(b"print('new')\n")
for way in [["report.py"], ["-m", "report"]]:
    print(*way, "→ ", end="", flush=True)
    subprocess.run([sys.executable, *way])
