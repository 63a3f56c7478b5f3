"""The first entry of `sys.path`, for a file that you start."""

import sys

print(repr(sys.path[0]))
