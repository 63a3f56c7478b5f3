"""The instructions of four kinds of call, apart from those that load names and constants."""

import dis

CALLS = ["send(1)", "send(to=1)", "box.send(1)", "send(*boxes)"]
LEFT_OUT = {"RESUME", "LOAD_NAME", "LOAD_CONST", "LOAD_SMALL_INT", "RETURN_VALUE"}

for call in CALLS:
    code = compile(call, "<call>", "eval")
    names = [instruction.opname for instruction in dis.get_instructions(code)]
    print(f"{call:14}", *[name for name in names if name not in LEFT_OUT])
