"""Import a module from a zip file."""

import sys
import zipfile

with zipfile.ZipFile("parts.zip", "w") as archive:
    archive.writestr("wheel.py", "SPOKES = 32\n")

sys.path.insert(0, "parts.zip")
import wheel

print(wheel.SPOKES, wheel.__file__)
print(type(wheel.__loader__).__name__)
