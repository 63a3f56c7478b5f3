"""An import returns any object that is in `sys.modules` under the name."""

import sys
from types import SimpleNamespace

print(sys.modules["sys"])

sys.modules["weather"] = SimpleNamespace(today="rain")
import weather
from weather import today

print(weather)
print(today)

# book: portable
