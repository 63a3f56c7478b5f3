"""Start the copy that was made for this Python."""

import sys
from pathlib import Path

folder = Path("made") / sys.implementation.cache_tag
if not folder.is_dir():
    sys.exit("this release was not made for your Python")
sys.path.insert(0, str(folder))

import shop

print(shop.share(90, 3))

# book: command python main.py
# book: exit 1
# book: command python make_release.py
# book: command python main.py
