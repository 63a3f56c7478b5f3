"""Use a package whose source is gone."""

import billing

print("found in", [path.rpartition("/")[2] for path in billing.__path__])
billing.send()

# book: command python -c "import billing"
# book: command python -c "import os; os.remove('billing/__init__.py')"
# book: command python main.py
# book: raises AttributeError
