"""The first entry of `sys.path`, for code without a file of its own."""

import sys

print(repr(sys.path[0]))

# book: command python tools/__main__.py
# book: command python -m tools
# book: command python tools
# book: command python -c "import main"
# book: command python < main.py
# book: changed 3.9: The path of a program that you start is absolute, whether it is a file or, as here, a folder.
