"""Say which Python this is."""

import sys

print("Python", "{}.{}".format(*sys.version_info[:2]))
