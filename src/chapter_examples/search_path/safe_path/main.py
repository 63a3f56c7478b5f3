"""Import a neighbor, with and without the folder of the script in `sys.path`."""

import neighbor

print(neighbor.TEXT)

# book: requires >=3.11: the option -P does not exist there
# book: command python main.py
# book: command python -P main.py
# book: raises ModuleNotFoundError
