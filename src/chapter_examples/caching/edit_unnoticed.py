"""Edit a module three times, and import it in a new process after each edit."""

import os
import subprocess
import sys
from pathlib import Path

EDITS = [  # source text, time of the last change in seconds
    (b"APPLE = 30\n", 1_000_000_000),
    (b"APPLE = 45\n", 1_000_000_000),
    (b"APPLE = 60\n", 900_000_000),
    (b"APPLE = 700\n", 900_000_000),
]

for text, changed in EDITS:
    Path("prices.py").write_bytes(text)
    os.utime("prices.py", (changed, changed))
    print(text.decode().strip(), "is imported as ", end="", flush=True)
    program = "import prices; print(prices.APPLE)"
    subprocess.run([sys.executable, "-c", program], check=True)
