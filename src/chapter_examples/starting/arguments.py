"""What a program receives from its command line."""

import sys

print(sys.argv)

# book: command python -B arguments.py -v apples
# book: command python -m arguments -v apples
# book: command python -c "import arguments" -v apples
