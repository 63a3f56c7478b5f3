"""A folder that can be started: does its `__main__.py` get a `.pyc` file?"""

from pathlib import Path

for path in sorted(Path(__file__).with_name("__pycache__").iterdir()):
    print("cached in app:", path.name.split(".")[0])
