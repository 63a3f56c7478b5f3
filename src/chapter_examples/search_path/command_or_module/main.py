"""Start the tool of this folder in two ways."""

# book: command PYTHONPATH=library python bin/check.py
# book: command PYTHONPATH=library python -m checker
