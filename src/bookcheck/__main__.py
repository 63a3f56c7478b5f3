"""``python -m bookcheck``."""

import sys

from bookcheck.cli import main

if __name__ == "__main__":
    sys.exit(main())
