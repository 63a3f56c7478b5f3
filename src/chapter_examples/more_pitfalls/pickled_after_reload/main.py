"""Save an object whose class has been reloaded."""

import importlib
import pickle

import prices

apple = prices.Price(30)
importlib.reload(prices)
pickle.dumps(apple)

# book: raises PicklingError
