"""Where this Python looks for modules, in order."""

import sys

for entry in sys.path:
    print(entry)
