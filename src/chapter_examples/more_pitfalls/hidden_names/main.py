"""Which of your files hide a module that is found without them?"""

import sys
from importlib.machinery import PathFinder
from pathlib import Path

for file in sorted(Path(__file__).resolve().parent.glob("*.py")):
    if PathFinder.find_spec(file.stem, sys.path[1:]):
        print(file.name, "hides another", file.stem)
