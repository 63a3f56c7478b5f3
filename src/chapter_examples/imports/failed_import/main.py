"""What remains in `sys.modules` when a module fails?"""

import sys

for attempt in ["first", "second"]:
    try:
        import discount
    except ZeroDivisionError:
        print(attempt, "attempt failed")

for name in ["discount", "prices"]:
    print(name, "in sys.modules:", name in sys.modules)

# book: portable
