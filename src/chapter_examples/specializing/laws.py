"""Laws of page 3.13. Each is checked over the instructions that this Python has, or over code objects."""

import opcode as tables


def a_specialized_form_begins_with_the_name_of_its_instruction(opcode):
    """On 3.13 and 3.14, the name of a specialized form begins with the name of the instruction that it replaces.

    Counts: specialized forms
    Twin: The name of a specialized form is the name of the instruction that it replaces, and one more word.
    Pythons: >=3.13 <3.15
    """
    for form in getattr(tables, "_specializations", {}).get(opcode.name, ()):
        yield form, form.startswith(opcode.name + "_"), form.rpartition("_")[0] == opcode.name


def every_code_object_has_a_resume(code):
    """Since 3.11 every code object has a `RESUME` instruction.

    Counts: code objects in the library
    Twin: Every code object begins with a `RESUME` instruction.
    Pythons: >=3.11
    """
    names = [instruction.name for instruction in code.instructions]
    yield "", "RESUME" in names, names[0] == "RESUME"


def an_instruction_always_has_as_many_cache_entries(code):
    """Since 3.11 each occurrence of an instruction is followed by the same number of inline cache entries.

    Counts: different instructions of code objects in the library
    Twin: Each instruction is followed by the same number of inline cache entries.
    Pythons: >=3.11
    """
    for name, size in sorted({(each.name, each.after - each.offset) for each in code.instructions}):
        entries = size // 2 - 1
        yield name, entries == KNOWN.setdefault(name, entries), entries == KNOWN.setdefault("", entries)


KNOWN = {}


def a_try_sets_nothing_up(code):
    """Since 3.11 no instruction sets up a handler: only `SETUP_ANNOTATIONS` has a name that begins with `SETUP_`.

    Counts: code objects in the library
    Twin: No instruction belongs to a handler of a `try`: no name contains `EXC`.
    Pythons: >=3.11
    """
    names = " ".join({instruction.name for instruction in code.instructions if instruction.name != "SETUP_ANNOTATIONS"})
    yield "", "SETUP_" not in names, "EXC" not in names
