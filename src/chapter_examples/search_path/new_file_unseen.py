"""Import a module that was written a moment ago, while the time of the folder does not change."""

import importlib
import os
from pathlib import Path

folder = Path.cwd()
try:
    import today
except ModuleNotFoundError:
    print("not there yet")

before = folder.stat()
Path("today.py").write_text("LUNCH = 'soup'\n", encoding="utf-8")
os.utime(folder, ns=(before.st_atime_ns, before.st_mtime_ns))
try:
    import today
except ModuleNotFoundError:
    print("not seen, though it is there")

importlib.invalidate_caches()
import today

print(today.LUNCH)
