"""Pay."""

from payments import pay

pay(-40)

# book: command python main.py
# book: command python main.py
