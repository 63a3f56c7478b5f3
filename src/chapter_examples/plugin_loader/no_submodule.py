"""What `import importlib` does not import."""

import importlib

print(importlib.util)

# book: command python -I -S no_submodule.py
# book: raises AttributeError
# book: changed 3.9: Python makes the path of a script absolute, so the traceback shows it in full.
# book: changed 3.11: A code object knows the columns of each instruction, so the traceback marks the failed look-up.
