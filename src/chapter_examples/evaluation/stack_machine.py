"""A stack machine: an evaluation loop in Python for some of the instructions."""

import builtins
import dis
import inspect
import operator
from collections import ChainMap
from types import FunctionType

NOTHING = "NOP RESUME PUSH_NULL PRECALL NOT_TAKEN EXTENDED_ARG".split()
CONSTANT = "LOAD_CONST LOAD_SMALL_INT LOAD_COMMON_CONSTANT".split()
LOCAL = """LOAD_FAST LOAD_FAST_BORROW LOAD_FAST_CHECK LOAD_FAST_LOAD_FAST STORE_FAST
LOAD_FAST_BORROW_LOAD_FAST_BORROW STORE_FAST_LOAD_FAST STORE_FAST_STORE_FAST""".split()
SIGNS = "+ - * / // % ** < <= == != > >=".split()
NAMES = "add sub mul truediv floordiv mod pow lt le eq ne gt ge".split()
OLDER = "ADD SUBTRACT MULTIPLY TRUE_DIVIDE FLOOR_DIVIDE MODULO POWER".split()
OPERATE = {sign: getattr(operator, name) for sign, name in zip(SIGNS, NAMES)}
for sign, name, older in zip(SIGNS, NAMES, OLDER):
    OPERATE["BINARY_" + older] = OPERATE[sign]
    OPERATE["INPLACE_" + older] = OPERATE[sign + "="] = getattr(operator, "i" + name)
OPERATE.update(UNARY_NEGATIVE=operator.neg, UNARY_NOT=operator.not_, TO_BOOL=bool)
OPERATE.update(BUILD_LIST=lambda *items: list(items), BUILD_TUPLE=lambda *items: items)
PAUSES = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR
END = object()  # follows the last item of an iterator


class UnknownInstruction(Exception):
    """The machine does not support an instruction of the function."""


def run(function, *arguments):
    """Call the function, one instruction after another, and return its result."""
    if function.__code__.co_flags & PAUSES:
        raise UnknownInstruction(f"generator or coroutine in line {function.__code__.co_firstlineno}")
    call = inspect.signature(function).bind(*arguments)
    call.apply_defaults()
    variables = dict(call.arguments)
    names = ChainMap(function.__globals__, vars(builtins))
    code = list(dis.get_instructions(function))
    offsets = [step.offset for step in code]
    handlers = [place for place, step in enumerate(code) if step.opname == "PUSH_EXC_INFO"]  # rejected at once
    stack, place = [], handlers[0] if handlers else 0  # book: part loop
    while True:  # book: emphasize
        step = code[place]  # book: emphasize
        place += 1  # book: emphasize
        name = step.opname
        if name in NOTHING:
            pass
        elif name in CONSTANT:
            stack.append(step.argval)
        elif name in LOCAL:
            pair = step.argval if isinstance(step.argval, tuple) else [step.argval]
            for variable, action in zip(pair, name.split("_FAST")):
                if "STORE" in action:
                    variables[variable] = stack.pop()
                elif variable in variables:
                    stack.append(variables[variable])
                else:
                    raise UnboundLocalError(f"{variable!r} has no value yet")
        elif name == "LOAD_GLOBAL":
            if step.argval not in names:
                raise NameError(f"name {step.argval!r} is not defined")
            stack.append(names[step.argval])
        elif (sign := {"BINARY_OP": step.argrepr, "COMPARE_OP": step.argval}.get(name, name)) in OPERATE:
            count = 1 - dis.stack_effect(step.opcode, step.arg)
            operands = [stack.pop() for _ in range(count)]
            stack.append(OPERATE[sign](*reversed(operands)))
        elif name in ("CALL", "CALL_FUNCTION"):
            values = [stack.pop() for _ in range(step.arg)][::-1]
            callee = stack.pop()
            stack.append(run(callee, *values) if isinstance(callee, FunctionType) else callee(*values))
        elif name in ("JUMP_FORWARD", "JUMP_BACKWARD", "JUMP_ABSOLUTE"):
            place = offsets.index(step.argval)
        elif "IF_TRUE" in name or "IF_FALSE" in name:
            value = stack.pop()
            if bool(value) == ("IF_TRUE" in name):
                place = offsets.index(step.argval)
                stack += [value] * name.endswith("OR_POP")
        elif name in ("RETURN_VALUE", "RETURN_CONST"):
            return step.argval if name == "RETURN_CONST" else stack.pop()  # book: end loop
        elif name == "GET_ITER":
            stack += [iter(stack.pop())] * (1 + dis.stack_effect(step.opcode, step.arg))
        elif name == "FOR_ITER":
            stack.append(next(stack[-1], END))
            if stack[-1] is END:
                place = offsets.index(step.argval)
                if dis.stack_effect(step.opcode, step.arg, jump=True) < 0:
                    del stack[-2:]
        elif name in ("POP_TOP", "END_FOR", "POP_ITER"):
            del stack[dis.stack_effect(step.opcode, step.arg) :]
        elif name in ("DUP_TOP", "COPY"):
            stack.append(stack[-(step.arg or 1)])
        elif name in ("ROT_TWO", "SWAP"):
            depth = step.arg or 2
            stack[-1], stack[-depth] = stack[-depth], stack[-1]
        else:
            code = function.__code__
            lines = [n for at, n in dis.findlinestarts(code) if n and at <= step.offset]
            raise UnknownInstruction(f"{name} in line {[code.co_firstlineno, *lines][-1]}")

# book: command python -c "import stack_machine as m, calendar; print(m.run(calendar.isleap, 2100))"
# book: command python -c "import stack_machine as m, colorsys; print(m.run(colorsys.hls_to_rgb, .5, .4, .3))"
# book: command python -c "import stack_machine as m; m.run(lambda box: box.size, 1)"
# book: raises UnknownInstruction
# book: changed 3.13: The traceback shows the text of a `-c` command and marks the call.
