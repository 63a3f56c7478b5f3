"""An attempt to switch the assertions off while the program runs."""

exec("__debug__ = False")

# book: raises SyntaxError
# book: changed 3.9: Python makes the path of a script absolute, so the traceback shows it in full.
# book: changed 3.13: A call is marked in two parts, function `~` and arguments `^`, even if it fills its line.
