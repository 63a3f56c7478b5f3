"""A program that depends on its assertions, and says so."""

import sys

if not __debug__:
    sys.exit("start me without -O and PYTHONOPTIMIZE")

print("checked")

# book: command python refuse_optimised.py
# book: command python -O refuse_optimised.py
# book: exit 1
# book: portable
