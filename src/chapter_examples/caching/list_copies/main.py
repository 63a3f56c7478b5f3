"""Tell for each compiled copy whether the next import will trust it."""

import os
import struct
from importlib.util import MAGIC_NUMBER, source_from_cache, source_hash
from pathlib import Path


def verdict(copy):
    header = copy.read_bytes()[:16]
    source = Path(source_from_cache(str(copy)))
    if not source.exists():
        return "never used: no source"
    if header[:4] != MAGIC_NUMBER:
        return "of another Python"
    flags, changed, size = struct.unpack("<III", header[4:])
    if flags == 1:
        return "trusted without a look"
    if flags == 3:
        trusted = header[8:] == source_hash(source.read_bytes())
    else:
        facts = source.stat()
        trusted = (changed, size) == (int(facts.st_mtime), facts.st_size)
    return "trusted" if trusted else "out of date"


os.utime("basket.py", (1_000_000_000, 1_000_000_000))
for copy in sorted(Path("__pycache__").iterdir()):
    print(f"{copy.name.split('.')[0]:8} {verdict(copy)}")

# book: command python -m compileall -q basket.py order.py
# book: command python -m compileall -q --invalidation-mode unchecked-hash prices.py
# book: command python main.py
