"""Source text that declares an encoding that does not exist."""

SOURCE = b"# coding: klingon\nprint('Qapla!')\n"

exec(SOURCE)

# book: raises SyntaxError
