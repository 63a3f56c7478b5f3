"""A script outside the package, which starts the report."""

import shop.report

# book: command python main.py
# book: command python -m shop.report
# book: portable
