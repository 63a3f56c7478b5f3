"""Which modules does an import load, and which are already loaded?"""

import subprocess
import sys

run = subprocess.run(  # book: part time
    [sys.executable, "-X", "importtime=2", "-c", "import prices, basket"],
    stderr=subprocess.PIPE,
    text=True,
)
for line in run.stderr.splitlines():
    time, total, module = line.split("|")
    if module.strip() in ("prices", "basket"):
        print("cached" if "cached" in time else "loaded", module)  # book: end time

# book: changed 3.14: `-X importtime=2` also lists an import that finds its module in `sys.modules`.
