"""``python -m bookcheck``."""

import sys

if sys.version_info < (3, 8):  # noqa: UP036 (an older Python gets this far, and no farther)
    sys.exit(
        "bookcheck needs Python 3.8 or later, and this is {}.{}\n".format(*sys.version_info)
        + "  fix:      python3.14 -m bookcheck {}, or any other that is new enough".format(" ".join(sys.argv[1:]))
    )

from bookcheck.cli import main

if __name__ == "__main__":
    sys.exit(main())
