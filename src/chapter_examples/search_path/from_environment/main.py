"""Import a module from a folder that only `PYTHONPATH` names."""

import greeting

print(greeting.TEXT)

# book: command PYTHONPATH=library python main.py
# book: command PYTHONPATH=library python -E main.py
# book: raises ModuleNotFoundError
# book: changed 3.9: The path of a script is absolute, and the traceback shows it.
