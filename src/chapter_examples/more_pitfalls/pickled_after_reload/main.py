"""Save an object whose class has been reloaded."""

import importlib
import pickle

import prices

apple = prices.Price(30)
importlib.reload(prices)
pickle.dumps(apple)

# book: raises PicklingError
# book: changed 3.9: The traceback shows `main.py` with the absolute path that CPython gives to a script.
# book: changed 3.13: A call is marked even if it fills its line: `~` under the function, `^` under the parentheses.
# book: changed 3.14: `pickle` adds a note to the exception for each object that it was in the middle of saving.
