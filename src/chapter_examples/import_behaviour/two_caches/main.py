"""Is `prices` in the two caches before this import?"""

import sys
from importlib.util import cache_from_source
from pathlib import Path

print("in sys.modules:", "prices" in sys.modules)
print("in __pycache__:", Path(cache_from_source("prices.py")).exists())
import prices

# book: command python main.py
# book: command python main.py
