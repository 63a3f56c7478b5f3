"""Where the compiled copy of a source file goes."""

import sys
from importlib.util import cache_from_source, source_from_cache

copy = cache_from_source("shop/prices.py")
print(copy)
print(sys.implementation.cache_tag)
print(source_from_cache(copy))
