"""Use a package that has been swept away."""

import billing

billing.send()

# book: command python -c "import billing"
# book: command python -c "import os; os.remove('billing/__init__.py')"
# book: command python sweep.py .
# book: command python main.py
# book: raises ModuleNotFoundError
# book: changed 3.9: CPython makes the path of the script absolute, and the traceback shows it for `main.py`.
