"""Which edits does each of the three kinds of `.pyc` file notice?"""

import os
import subprocess
import sys
from pathlib import Path
from py_compile import PycInvalidationMode, compile


def save(text):
    Path("prices.py").write_bytes(text)
    os.utime("prices.py", (1_000_000_000, 1_000_000_000))


def imported():
    program = "import prices; print(prices.APPLE)"
    return subprocess.check_output([sys.executable, "-c", program], text=True).strip()


print(f"{'':15}flags  45?  700?")
for mode in PycInvalidationMode:
    save(b"APPLE = 30\n")
    copy = compile("prices.py", invalidation_mode=mode)
    flags = Path(copy).read_bytes()[4]
    save(b"APPLE = 45\n")  # same size, same time
    first = imported()
    save(b"APPLE = 700\n")  # same time, other size
    print(f"{mode.name:15}{flags:5} {first:>4} {imported():>5}")
