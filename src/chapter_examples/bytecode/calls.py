"""The instructions of four kinds of call, apart from those that load names and constants."""

import dis

CALLS = ["send(1)", "send(to=1)", "box.send(1)", "send(*boxes)"]
LEFT_OUT = {"RESUME", "LOAD_NAME", "LOAD_CONST", "LOAD_SMALL_INT", "RETURN_VALUE"}

for call in CALLS:
    code = compile(call, "<call>", "eval")
    names = [instruction.opname for instruction in dis.get_instructions(code)]
    print(f"{call:14}", *[name for name in names if name not in LEFT_OUT])

# book: changed 3.11: `CALL` calls functions and methods, so `PUSH_NULL` fills the place where a method has its object.
# book: changed 3.12: `CALL` needs no `PRECALL`, and `LOAD_ATTR` loads methods too.
# book: changed 3.13: `CALL_KW` takes the names of keyword arguments off the stack, as a tuple.
# book: changed 3.14: `CALL_FUNCTION_EX` pops a value for `**`, and `PUSH_NULL` fills its place in a call without `**`.
# book: portable
