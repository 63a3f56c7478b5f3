"""Sell a ticket."""

import theatre.seats
import theatre.tickets

print(theatre.tickets.sell("A1"))

# book: command python main.py
# book: command python -c "import theatre.tickets"
# book: raises ImportError
# book: changed 3.13: CPython keeps the text of `-c`, so the traceback can show the line of it that failed.
