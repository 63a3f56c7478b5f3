"""An attempt to switch the assertions off while the program runs."""

exec("__debug__ = False")

# book: raises SyntaxError
