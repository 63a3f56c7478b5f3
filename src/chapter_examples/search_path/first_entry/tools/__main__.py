"""The first entry of sys.path, for a file that is started."""

import sys

print(repr(sys.path[0]))
