"""Import a neighbour, with and without the folder of the script in sys.path."""

import neighbour

print(neighbour.TEXT)

# book: requires >=3.11: the option -P does not exist before
# book: command python main.py
# book: command python -P main.py
# book: raises ModuleNotFoundError
