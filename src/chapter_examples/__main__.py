"""Lists, shows, runs, copies and checks the examples where they are installed: ``python -m chapter_examples``."""

import sys
from pathlib import Path

from bookcheck.cli import main_installed

if __name__ == "__main__":
    sys.exit(main_installed(Path(__file__).resolve().parent))
