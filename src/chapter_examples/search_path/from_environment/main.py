"""Import a module from a folder that only PYTHONPATH names."""

import greeting

print(greeting.TEXT)

# book: command PYTHONPATH=library python main.py
# book: command PYTHONPATH=library python -E main.py
# book: raises ModuleNotFoundError
# book: changed 3.9: Python makes the path of a script absolute, so the traceback shows it in full.
