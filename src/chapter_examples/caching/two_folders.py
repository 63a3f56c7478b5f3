"""Compile the same source text in two folders, and compare the bytes."""

import marshal
import py_compile
from pathlib import Path

HASH = py_compile.PycInvalidationMode.UNCHECKED_HASH


def copy_in(folder, name=None):
    source = Path(folder, "prices.py")
    source.parent.mkdir(exist_ok=True)
    source.write_text("def apple():\n    return 30\n")
    copy = py_compile.compile(str(source), dfile=name, invalidation_mode=HASH)
    return Path(copy).read_bytes()


shop, market = copy_in("shop"), copy_in("market")
print("same bytes:", shop == market)
for data in (shop, market):
    print("   ", marshal.loads(data[16:]).co_filename)
print("with one name:", copy_in("shop", "prices.py") == copy_in("market", "prices.py"))
