"""Find circles among the modules of a package by reading them."""

import ast
from pathlib import Path


def imported(path, modules):
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            names = {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names = {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        else:
            continue
        yield from names & set(modules)


def circles(graph, trail):
    for name in sorted(graph[trail[-1]]):
        if name == trail[0]:
            yield trail + [name]
        elif name > trail[0] and name not in trail:
            yield from circles(graph, trail + [name])


files = {".".join(path.with_suffix("").parts): path for path in Path("theatre").glob("*.py")}
graph = {name: set(imported(path, files)) for name, path in files.items()}
for start in sorted(graph):
    for circle in circles(graph, [start]):
        print(" -> ".join(circle))
