"""Two files with the names of library modules."""

import json
import time

print("json comes from", json.__spec__.origin)
print("time comes from", time.__spec__.origin)
