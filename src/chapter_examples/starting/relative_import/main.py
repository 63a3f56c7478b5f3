"""Import a module that uses a relative import; the commands below start it."""

import shop.report

# book: command python -m shop.report
# book: command python shop/report.py
# book: raises ImportError
