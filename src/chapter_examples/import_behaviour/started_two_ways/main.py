"""A program of two files, started by its path and by its name."""

import subprocess
import sys

for start in [["shop/report.py"], ["-m", "shop.report"]]:
    print("$ python", *start)
    run = subprocess.run([sys.executable, *start], capture_output=True, text=True)
    print((run.stdout + run.stderr).strip().splitlines()[-1])
