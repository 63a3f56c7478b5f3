"""Switch the GIL on and off when you start Python."""

import sys

print("GIL enabled:", sys._is_gil_enabled())

# book: requires >=3.13: sys._is_gil_enabled() does not exist there, and -X gil has no effect
# book: command python gil_on_and_off.py
# book: command python -X gil=1 gil_on_and_off.py
# book: command python -X gil=0 gil_on_and_off.py
# book: exit 1 on gil
# book: changed 3.13t: This build can run with and without the GIL. The GIL is off unless `-X gil=1` switches it on.
