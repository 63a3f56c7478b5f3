"""Laws of appendix G. Each is checked over code objects of the standard library."""


def only_the_first_byte_of_an_entry_has_the_highest_bit(code):
    """Since 3.11 the entries of the table of positions, each of which begins with a byte whose highest bit is set,
    cover all code units.

    Counts: code objects in the library
    Twin: In the table of positions, each byte with the highest bit set stands for one code unit.
    Pythons: >=3.11
    """
    first = [byte for byte in code.value.co_linetable if byte & 128]
    units = sum((byte & 7) + 1 for byte in first)
    yield "", units == len(code.value.co_code) // 2, len(first) == len(code.value.co_code) // 2


def entries_without_a_place_are_one_byte(code):
    """Since 3.11 an entry of the kind 15, no place in the source, is one byte.

    Counts: entries of the kind 15 in the library
    Twin: An entry of the kind 14, a place with all four numbers, is one byte.
    Pythons: >=3.11
    """
    table = code.value.co_linetable
    for at, byte in enumerate(table):
        kind = byte >> 3 & 15
        if byte & 128 and kind in (14, 15):
            alone = at + 1 == len(table) or bool(table[at + 1] & 128)
            if kind == 15:
                yield at, alone, True
            else:
                yield at, True, alone


def rows_of_the_exception_table_begin_with_a_bit(code):
    """Since 3.11 each row of the exception table has four numbers, and bit 7 is set in its first byte only.

    Counts: code objects with an exception table in the library
    Twin: Each row of the exception table has four bytes, and bit 7 is set in its first byte only.
    Pythons: >=3.11
    """
    table = code.value.co_exceptiontable
    if table:
        rows = sum(byte >> 7 for byte in table)
        numbers = sum(not byte & 64 for byte in table)
        yield "", table[0] & 128 != 0 and numbers == 4 * rows, len(table) == 4 * rows


def a_variable_has_one_number(code):
    """The names of the parameters and local variables of a code object are all different.

    Counts: code objects in the library
    Twin: The names of local, cell and free variables of a code object are all different.
    """
    value = code.value
    names = value.co_varnames + value.co_cellvars + value.co_freevars
    yield "", len(set(value.co_varnames)) == len(value.co_varnames), len(set(names)) == len(names)


def constants_of_a_code_object_are_never_lists(code):
    """A constant of a code object is never a list, a dictionary or a set.

    Counts: code objects in the library
    Twin: A constant of a code object is never a tuple or a frozenset.
    """
    types = {type(constant) for constant in code.value.co_consts}
    yield "", not types & {list, dict, set}, not types & {tuple, frozenset}
