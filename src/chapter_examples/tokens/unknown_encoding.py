"""Source text that declares an encoding that does not exist."""

SOURCE = b"# coding: klingon\nprint('Qapla!')\n"

exec(SOURCE)

# book: raises SyntaxError
# book: changed 3.9: The path of a script is absolute, and the traceback shows it.
# book: changed 3.13: The traceback marks a call even if it fills its line: the function with `~` and its
#     arguments with `^`.
