"""Remove all copies, and their folders if nothing else is there."""

import shutil
from pathlib import Path

for copies in list(Path().rglob("__pycache__")):
    shutil.rmtree(str(copies))
    folder = copies.parent
    while not list(folder.iterdir()):
        folder.rmdir()
        print("removed", folder)
        folder = folder.parent
