"""Two files with the names of modules that Python brings along."""

import json
import time

print("json comes from", json.__spec__.origin)
print("time comes from", time.__spec__.origin)
