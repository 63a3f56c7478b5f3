"""Is `prices` compiled at this start, and does it have a `.pyc` file afterward?"""

import sys
from pathlib import Path

events = []
sys.addaudithook(lambda event, arguments: events.append(event))

import prices

copy = Path(prices.__spec__.cached)
print("compiled;" if "compile" in events else "read;    ", end=" ")
print(copy.parent, "has a copy" if copy.exists() else "has no copy")

# book: command python -B main.py
# book: command PYTHONDONTWRITEBYTECODE=1 python main.py
# book: command python -X pycache_prefix=copies main.py
# book: command PYTHONPYCACHEPREFIX=copies python main.py
# book: command python main.py
# book: command python -B main.py
