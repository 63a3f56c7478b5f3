"""Print for each file in a `__pycache__` whether the next import will use it."""

import os
import struct
import sys
from importlib.util import MAGIC_NUMBER, cache_from_source, source_from_cache, source_hash
from pathlib import Path


def verdict(copy):
    try:
        source = Path(source_from_cache(str(copy)))
        content = source.read_bytes()
        header = copy.read_bytes()[:16]
    except ValueError:
        return "not named by an import"
    except OSError as error:
        return f"not used: {error.strerror}"
    if Path(cache_from_source(source)).name != copy.name or header[:4] != MAGIC_NUMBER:
        return "not used: for another Python or another -O"
    if len(header) < 16:
        return "not used: no complete header"
    flags, changed, size = struct.unpack("<III", header[4:])
    if flags == 1:
        return "trusted without a look at the source"
    if flags == 3:
        trusted = header[8:] == source_hash(content)
    else:
        facts = source.stat()
        expected = (int(facts.st_mtime) & 0xFFFFFFFF, facts.st_size & 0xFFFFFFFF)
        trusted = (changed, size) == expected
    return "trusted" if trusted else "out of date"


os.utime("basket.py", (1_000_000_000, 1_000_000_000))
tag = sys.implementation.cache_tag
Path("__pycache__", f"label.{tag}.pyc").write_bytes(MAGIC_NUMBER)  # the rest is lost
Path("__pycache__", f"test_order.{tag}-pytest-9.2.0.pyc").touch()

for copy in sorted(Path("__pycache__").iterdir()):
    print(f"{copy.name.replace(tag, '…'):30} {verdict(copy)}")

# book: command python -m compileall -q basket.py order.py
# book: command python -O -m compileall -q order.py
# book: command python -m compileall -q --invalidation-mode unchecked-hash prices.py
# book: command python main.py
