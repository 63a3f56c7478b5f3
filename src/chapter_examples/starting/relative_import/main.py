"""Import a module that uses a relative import. The commands below start it."""

import shop.report

# book: command python -m shop.report
# book: command python shop/report.py
# book: raises ImportError
# book: changed 3.9: The path of a script is absolute, and the traceback shows it.
