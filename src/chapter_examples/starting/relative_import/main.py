"""Import a module that uses a relative import; the commands below start it."""

import shop.report

# book: command python -m shop.report
# book: command python shop/report.py
# book: raises ImportError
# book: changed 3.9: Python makes the path of a script absolute, so the traceback shows it in full.
