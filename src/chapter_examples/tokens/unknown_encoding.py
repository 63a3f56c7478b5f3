"""Source text that declares an encoding that does not exist."""

SOURCE = b"# coding: klingon\nprint('Qapla!')\n"

exec(SOURCE)

# book: raises SyntaxError
# book: changed 3.9: Python makes the path of a script absolute.
# book: changed 3.13: A traceback marks the call even if it fills its line: `~` the function, `^` the arguments.
