"""Remove all copies, then the folders in which nothing is left."""

import shutil
from pathlib import Path

for copies in list(Path().rglob("__pycache__")):
    shutil.rmtree(str(copies))
for folder in sorted(Path().rglob("*"), reverse=True):
    if folder.is_dir() and not list(folder.iterdir()):
        folder.rmdir()
        print("removed", folder)
