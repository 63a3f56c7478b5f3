"""A function in four ways: its source, tree and bytecode, and a trace of one call."""

import ast
import dis
import inspect
import sys
import textwrap


def x_ray(function, *arguments):
    lines, first = inspect.getsourcelines(function)
    print("SOURCE")
    print(*[f"{n:3}  {line}" for n, line in enumerate(lines, first)], sep="", end="")
    print("TREE")
    show_tree(ast.parse(textwrap.dedent("".join(lines))).body[0])
    print("BYTECODE")
    dis.dis(function)
    print("TRACE")
    trace(function, *arguments)


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


def trace(function, *arguments):
    code = function.__code__

    def watch(frame, event, argument):
        if frame.f_code is code:
            frame.f_trace_opcodes = True
            if event == "line":
                print(f"  line {frame.f_lineno}: {dict(frame.f_locals)}")
            elif event == "opcode":
                print("    ", dis.opname[code.co_code[frame.f_lasti]])
            elif event == "return":
                print(f"  returns {argument!r}")
            return watch

    before = sys.gettrace()
    sys._getframe().f_trace_opcodes = True  # some Pythons need it before
    sys.settrace(watch)
    try:
        function(*arguments)
    finally:
        sys.settrace(before)
