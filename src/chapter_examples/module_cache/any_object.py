"""Whatever sys.modules holds under a name, import returns it."""

import sys
from types import SimpleNamespace

print(sys.modules["sys"])

sys.modules["weather"] = SimpleNamespace(today="rain")
import weather
from weather import today

print(weather)
print(today)

# book: portable
