"""The part of the source from which each instruction was compiled."""

import dis

SOURCE = "price * (count + 1)"

code = compile(SOURCE, "<price>", "eval")
for instruction in dis.get_instructions(code):
    place = instruction.positions
    piece = SOURCE[place.col_offset : place.end_col_offset]
    if piece:
        print(f"{instruction.opname:16}{piece}")

# book: requires >=3.11: code objects do not contain columns there
# book: changed 3.14: `LOAD_SMALL_INT` contains the 1 in its argument.
# book: portable
