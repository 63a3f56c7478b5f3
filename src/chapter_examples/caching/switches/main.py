"""Where is the copy of `prices` to be, and is it there?"""

from pathlib import Path

import prices

copy = Path(prices.__spec__.cached)
print(copy.parent, "has it" if copy.exists() else "does not have it")

# book: command python -B main.py
# book: command PYTHONDONTWRITEBYTECODE=1 python main.py
# book: command python -X pycache_prefix=copies main.py
# book: command PYTHONPYCACHEPREFIX=copies python main.py
# book: command python main.py
# book: command python -B main.py
