"""A function in four ways: its source, tree and bytecode, and a trace of one call."""

import ast
import dis
import inspect
import sys


def x_ray(function, *arguments):
    code = function.__code__
    lines, first = inspect.getsourcelines(code)
    print("SOURCE")
    print(*[f"{n:3}  {line}" for n, line in enumerate(lines, first)], sep="", end="")
    print("TREE")
    show_tree(find_definition(code))
    print("BYTECODE")
    dis.dis(code)
    print("TRACE")
    trace(function, *arguments)


def find_definition(code):
    """Return the node of the function from which ``code`` was compiled."""
    lines, _ = inspect.findsource(code)
    for node in ast.walk(ast.parse("".join(lines))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name == code.co_name:
            starts = [node.lineno] + [d.lineno for d in node.decorator_list]
            if min(starts) == code.co_firstlineno:
                return node
    raise ValueError(f"{code.co_name} is not defined by def in its file")


def show_tree(node, indent="  "):
    deeper = any(parts(part) for part in parts(node))
    leaves = [] if deeper else [f"[{label(part)}]" for part in parts(node)]
    print(indent + label(node), *leaves)
    for part in parts(node) if deeper else []:
        show_tree(part, indent + "   ")


def parts(node):
    return [n for n in ast.iter_child_nodes(node) if not isinstance(n, ast.expr_context)]


def label(node):
    fields = [str(v) for _, v in ast.iter_fields(node) if type(v) in (str, int, float)]
    return " ".join([type(node).__name__] + fields)


def show(value):
    """Return the repr() of ``value``, or what it raised: an object may be incomplete."""
    try:
        return repr(value)
    except Exception as error:
        return f"<{type(value).__name__}: repr() raised {type(error).__name__}>"


def trace(function, *arguments):
    code = function.__code__

    def watch(frame, event, argument):
        if frame.f_code is code:
            frame.f_trace_opcodes = True
            if event == "line":
                values = [f"{k}={show(v)}" for k, v in frame.f_locals.items()]
                print(f"  line {frame.f_lineno}:", *values)
            elif event == "opcode":
                print("    ", dis.opname[code.co_code[frame.f_lasti]])
            elif event == "return":
                print(f"  returns {show(argument)}")
            return watch

    before = sys.gettrace()
    sys._getframe().f_trace_opcodes = True  # some Pythons need it before
    sys.settrace(watch)
    try:
        function(*arguments)
    finally:
        sys.settrace(before)
