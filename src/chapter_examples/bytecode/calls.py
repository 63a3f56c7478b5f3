"""The instructions of four calls, except those that load names and constants."""

import dis

CALLS = ["send(1)", "send(to=1)", "box.send(1)", "send(*boxes)"]
LEFT_OUT = {"RESUME", "LOAD_NAME", "LOAD_CONST", "LOAD_SMALL_INT", "RETURN_VALUE"}

for call in CALLS:
    code = compile(call, "<call>", "eval")
    names = [instruction.opname for instruction in dis.get_instructions(code)]
    print(f"{call:14}", *[name for name in names if name not in LEFT_OUT])

# book: changed 3.11: One instruction, `CALL`, calls functions and methods. Where a method has its object, a
#     function has the `NULL` that `PUSH_NULL` pushes.
# book: changed 3.12: `CALL` does not need `PRECALL`, and `LOAD_ATTR` also loads methods.
# book: changed 3.13: `CALL_KW` takes the names of the keyword arguments from the stack, as a tuple.
# book: changed 3.14: `CALL_FUNCTION_EX` has a place for `**` in every call. In a call without `**`,
#     `PUSH_NULL` fills it.
# book: portable
