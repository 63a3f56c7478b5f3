"""Where the compiled copy of a source file goes."""

import sys
from importlib.util import cache_from_source, source_from_cache

copy = cache_from_source("shop/prices.py")
print(copy)
print(sys.implementation.cache_tag)
print(source_from_cache(copy))

# book: changed 3.9: Bytecode differs from version to version, so each has a cache tag of its own, here `cpython-39`.
# book: changed 3.10: Bytecode differs from version to version, so each has a cache tag of its own, here `cpython-310`.
# book: changed 3.11: Bytecode differs from version to version, so each has a cache tag of its own, here `cpython-311`.
# book: changed 3.12: Bytecode differs from version to version, so each has a cache tag of its own, here `cpython-312`.
# book: changed 3.13: Bytecode differs from version to version, so each has a cache tag of its own, here `cpython-313`.
# book: changed 3.14: Bytecode differs from version to version, so each has a cache tag of its own, here `cpython-314`.
# book: changed 3.15: Bytecode differs from version to version, so each has a cache tag of its own, here `cpython-315`.
