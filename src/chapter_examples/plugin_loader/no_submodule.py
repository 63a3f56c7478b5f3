"""What `import importlib` does not import."""

import importlib

print(importlib.util)

# book: command python -I -S no_submodule.py
# book: raises AttributeError
