"""Pay."""

from payments import pay

pay(-40)

# book: command python -W error -m compileall -f -q .
# book: exit 1
# book: command python -W error::SyntaxWarning main.py
# book: raises SyntaxError
# book: changed 3.9: CPython makes the script's path absolute, like that of the imported `payments.py`.
# book: changed 3.10: A `SyntaxError` also says where its piece of code ends, so the whole `assert` is marked.
