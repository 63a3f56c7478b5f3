"""Pay."""

from payments import pay

pay(-40)

# book: command python -W error::SyntaxWarning main.py
# book: raises SyntaxError
