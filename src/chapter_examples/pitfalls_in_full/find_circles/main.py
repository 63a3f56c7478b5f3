"""Find circular imports of a package by reading it."""

import ast
import sys
import warnings
from collections import deque
from pathlib import Path

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


def skipped(test):
    """Tell whether an import does not run the body of an `if` with this condition."""
    if isinstance(test, ast.Compare):
        return getattr(test.left, "id", "") == "__name__"
    return "TYPE_CHECKING" in (getattr(test, "id", ""), getattr(test, "attr", ""))


def run_by_import(tree):
    """Yield the nodes that run while the module is imported: those outside functions."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, ast.If) and skipped(node.test):
            waiting.extend(node.orelse)
        elif not isinstance(node, DEFINITIONS):
            waiting.extend(ast.iter_child_nodes(node))


def imported(name, is_package, tree, modules):
    """Return the modules that `name` imports, and the lines of the calls that may import more."""
    wanted, calls = set(), []
    for node in run_by_import(tree):
        if getattr(node, "is_lazy", 0):
            continue
        if isinstance(node, ast.Import):
            wanted |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = name.split(".")
                parts = parts[: len(parts) - node.level + is_package]
                base = ".".join(parts + [base] if base else parts)
            for alias in node.names:
                submodule = f"{base}.{alias.name}"
                wanted.add(submodule if submodule in modules else base)
        elif isinstance(node, ast.Call):
            function = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if function in {"import_module", "__import__", "exec"}:
                calls.append(node.lineno)
    with_parents = {target.rsplit(".", level)[0] for target in wanted for level in range(target.count(".") + 1)}
    running = {name.rsplit(".", level)[0] for level in range(name.count(".") + 1)}
    return (with_parents - running | wanted) & set(modules), calls


def shortest_circle(graph, start):
    """Return a shortest way from `start` back to it, or nothing."""
    trails = deque([[start]])
    seen = set()
    while trails:
        trail = trails.popleft()
        for name in sorted(graph[trail[-1]]):
            if name == start:
                return trail
            if name not in seen:
                seen.add(name)
                trails.append(trail + [name])
    return []


sys.stdout.reconfigure(errors="backslashreplace")  # for file names that are not text
warnings.simplefilter("ignore")  # of the code that is read
top = Path(sys.argv[1])
files = {}
for path in sorted(top.rglob("*.py")):
    parts = (top.resolve().name,) + path.relative_to(top).with_suffix("").parts
    files[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path

graph = {}
for name, path in files.items():
    graph[name] = set()
    try:
        tree = ast.parse(path.read_bytes())
        graph[name], calls = imported(name, path.stem == "__init__", tree, files)
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError) as error:
        print(f"{path.as_posix()}: not read: {type(error).__name__}")
    else:
        for line in sorted(calls):
            print(f"{path.as_posix()}, line {line}: a call that may import more")

shown = set()
for start in sorted(graph):
    circle = shortest_circle(graph, start)
    if circle and frozenset(circle) not in shown:
        shown.add(frozenset(circle))
        print(" -> ".join(circle + [start]))

# book: command python -c "open('theatre/actors.py', 'w').write('NAMES = [')"
# book: command python main.py theatre
