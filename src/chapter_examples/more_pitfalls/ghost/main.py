"""Use a package whose source is gone."""

import billing

print("found in", [path.rpartition("/")[2] for path in billing.__path__])
billing.send()

# book: command python -c "import billing"
# book: command python -c "import os; os.remove('billing/__init__.py')"
# book: command python main.py
# book: raises AttributeError
# book: changed 3.9: CPython makes the path of the script absolute, and the traceback shows that for `main.py`.
# book: changed 3.11: Instructions know their columns, so the traceback marks the look-up of `send`, not the call.
