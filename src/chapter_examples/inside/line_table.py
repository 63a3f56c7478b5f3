"""The line table of a code object, decoded."""

import re


def total(price):
    fee = (price
           + 3)
    return fee


def numbers(data):
    value = shift = 0
    for byte in data:
        value |= (byte & 63) << shift
        shift += 6
        if byte < 64:  # the last six bits of this number
            yield value
            value = shift = 0


line = total.__code__.co_firstlineno  # book: part table
for entry in re.findall(rb"[\x80-\xff][\x00-\x7f]*", total.__code__.co_linetable):
    kind, units, rest = entry[0] >> 3 & 15, (entry[0] & 7) + 1, entry[1:]
    last = columns = None
    if kind < 10:
        start = kind * 8 + (rest[0] >> 4)
        last, columns = line, (start, start + (rest[0] & 15))
    elif kind < 13:
        line += kind - 10
        last, columns = line, tuple(rest)
    elif kind < 15:
        step, *others = numbers(rest)
        line += -(step >> 1) if step & 1 else step >> 1
        last = line + (others[0] if others else 0)
        columns = tuple(n - 1 for n in others[1:])
    shown = f"kind {kind:2}  units {units}  lines {line}-{last}  columns {columns}"
    print(entry.hex(" ").ljust(16), shown)  # book: end table

# book: requires >=3.11: older tables are pairs of bytes, with lines but without columns
# book: changed 3.14: The cache of `BINARY_OP` has five code units, so the entry of the addition is for six.
# book: changed 3.15: `RESUME` has an inline cache of one code unit, so the first entry is for two.
# book: positions line
# book: portable
