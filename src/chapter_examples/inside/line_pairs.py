"""The line table of an older code object, decoded."""


def total(price):
    fee = (price
           + 3)
    return fee


code = total.__code__
ranges = hasattr(code, "co_linetable")
table = code.co_linetable if ranges else code.co_lnotab

offset, line = 0, code.co_firstlineno
for units, lines in zip(table[::2], table[1::2]):
    before = offset
    offset += units
    line += lines - 256 if lines > 127 else lines
    if ranges:
        print(units, lines, f"  offsets {before}-{offset} are line {line}")
    else:
        print(units, lines, f"  from offset {offset} on, line {line}")

# book: requires <3.11: newer tables also contain columns and have another format
# book: changed 3.10: A pair says for how many bytes a line lasts; before, how many bytes later the next line begins.
# book: positions line
# book: portable
