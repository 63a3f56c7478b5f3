"""Import a module while the disk does not have room for its `.pyc` file, and again later."""

import resource
import subprocess
import sys
from pathlib import Path


def leave_40_bytes():
    resource.setrlimit(resource.RLIMIT_FSIZE, (40, 40))


def start(prepare=None):
    program = "import prices; print(prices.APPLE)"
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, preexec_fn=prepare, capture_output=True, text=True)
    return (run.stdout or run.stderr).splitlines()[-1]


Path("prices.py").write_text("APPLE = 30\n")
print("no room:", start(leave_40_bytes))
print("copies: ", [copy.stat().st_size for copy in Path("__pycache__").glob("*")])
print("later:  ", start())

# book: changed 3.13: Python removes a `.pyc` file that it could not write completely.
