"""The path of the `.pyc` file that belongs to a source file."""

import sys
from importlib.util import cache_from_source, source_from_cache

copy = cache_from_source("shop/prices.py")
print(copy)
print(sys.implementation.cache_tag)
print(source_from_cache(copy))

# book: changed 3.9: Each version has its own cache tag, here `cpython-39`.
# book: changed 3.10: Each version has its own cache tag, here `cpython-310`.
# book: changed 3.11: Each version has its own cache tag, here `cpython-311`.
# book: changed 3.12: Each version has its own cache tag, here `cpython-312`.
# book: changed 3.13: Each version has its own cache tag, here `cpython-313`.
# book: changed 3.14: Each version has its own cache tag, here `cpython-314`.
# book: changed 3.15: Each version has its own cache tag, here `cpython-315`.
