"""The first entry of sys.path, for code that is not in a file of its own."""

import sys

print(repr(sys.path[0]))

# book: command python tools/__main__.py
# book: command python -m tools
# book: command python tools
# book: command python -c "import main"
# book: command python < main.py
# book: changed 3.9: Python makes the path of what it starts absolute, be it a file or, as here, a folder.
