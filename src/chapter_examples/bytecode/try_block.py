"""The bytecode of a try statement."""

import dis


def whole_number(text):
    try:
        return int(text)
    except ValueError:
        return 0


dis.dis(whole_number)
