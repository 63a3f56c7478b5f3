"""The piece of source text from which each instruction was made."""

import dis

SOURCE = "price * (count + 1)"

code = compile(SOURCE, "<price>", "eval")
for instruction in dis.get_instructions(code):
    place = instruction.positions
    piece = SOURCE[place.col_offset : place.end_col_offset]
    if piece:
        print(f"{instruction.opname:16}{piece}")

# book: requires >=3.11: code objects hold lines, but no columns there
# book: changed 3.14: `LOAD_SMALL_INT` carries the 1 in its argument, not among the constants.
# book: portable
