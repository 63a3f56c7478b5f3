"""Import a module where the folder `__pycache__` cannot be created."""

from pathlib import Path

Path("prices.py").write_text("APPLE = 30\n")
Path("__pycache__").write_text("I am a file.\n")

import prices

print(prices.APPLE)
