"""The file names that the finder of a folder has stored."""

import sys
from pathlib import Path

import prices

finder = sys.path_importer_cache[sys.path[0]]
print(type(finder).__name__, sorted(finder._path_cache))

Path("basket.py").touch()
print("basket.py" in finder._path_cache)
finder.invalidate_caches()
print(finder._path_mtime)

import basket

print("basket.py" in finder._path_cache)
