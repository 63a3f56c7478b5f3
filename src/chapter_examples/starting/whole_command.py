"""The command line as it was typed."""

import sys

print("arguments:", sys.argv[1:])
print("all:      ", sys.orig_argv[1:])

# book: requires >=3.10: sys.orig_argv does not exist there
# book: command python -X utf8 -m whole_command apples
