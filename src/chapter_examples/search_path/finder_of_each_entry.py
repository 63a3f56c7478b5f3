"""Which finder does `PathFinder` use for each kind of entry?"""

import sys
import zipfile
from importlib.machinery import PathFinder

zipfile.ZipFile("parts.zip", "w").close()
entries = [".", "parts.zip", "no/such/folder", "finder_of_each_entry.py"]

PathFinder.find_spec("a_module_that_is_nowhere", entries)
for entry in entries:
    finder = sys.path_importer_cache[entry]
    print(f"{entry:24} {finder and type(finder).__name__}")
