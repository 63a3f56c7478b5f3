"""ARCHITECTURE.md names files that exist, every room of the engine, and the layers that import-linter checks."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

OUTSIDE = {"browser", "characters", "errors", "files", "platforms", "settings"}
BESIDE = {"claims", "corpora", "hide_version"}
"""Modules that are beside a program of the engine where it runs: run_probes.py, run_laws.py."""


@pytest.fixture(scope="module")
def map_of_engine(root: Path) -> str:
    return (root / "ARCHITECTURE.md").read_text(encoding="utf-8")


def test_each_path_that_the_map_names_exists(root: Path, map_of_engine: str) -> None:
    paths = set(re.findall(r"`((?:src|docs|conf|tests|recordings)/[\w./-]*)`", map_of_engine))
    assert len(paths) >= 25
    assert [path for path in sorted(paths) if not (root / path).exists()] == []


def test_the_map_has_each_room_and_each_module_beside_them(root: Path, map_of_engine: str) -> None:
    engine = root / "src" / "bookcheck"
    rooms = {path.parent.name + "/" for path in engine.glob("*/__init__.py")}
    modules = {path.stem for path in engine.glob("*.py") if not path.stem.startswith("__")}
    named = set(re.findall(r"`([a-z_]+/?)`", "\n".join(re.findall(r"(?m)^\| (`.*?) \|", map_of_engine))))
    assert named == rooms | modules
    assert len(list(engine.glob("*.py"))) <= 12


def test_the_layers_of_the_map_are_those_that_are_checked(root: Path, map_of_engine: str) -> None:
    contracts = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (layers,) = [contract["layers"] for contract in contracts if contract["type"] == "layers"]
    checked = [set(re.findall(r"\w+", layer)) for layer in layers]
    drawn = [
        set(re.findall(r"\w+", label)) for label in re.findall(r'\["([\w/ ·]+)"\]', map_of_engine.split("subgraph")[1])
    ]
    upper = checked[: checked.index({"publishing"})]
    below = [layer for layer in checked if layer <= OUTSIDE]
    middle = checked[len(upper) : len(checked) - len(below)]
    assert drawn == [set().union(*upper), *middle, set().union(*below)]


def test_no_two_modules_of_the_engine_share_a_name(root: Path) -> None:
    names = [path.stem for path in (root / "src" / "bookcheck").rglob("*.py") if not path.stem.startswith("__")]
    assert len(names) > 80
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_what_runs_on_every_python_imports_the_standard_library_alone(root: Path) -> None:
    engine = root / "src" / "bookcheck"
    rooms = ("errors", "files", "settings", "platforms", "browser", "pythons", "programs", "recordings", "tracing")
    files = [
        path for room in rooms for path in [engine / f"{room}.py", *(engine / room).rglob("*.py")] if path.is_file()
    ]
    assert len(files) > 45
    imported = {(path.name, name) for path in files for name in imports(path)}
    known = {*sys.stdlib_module_names, "bookcheck", *BESIDE}
    assert sorted(pair for pair in imported if pair[1] not in known) == []


def imports(path: Path) -> Iterator[str]:
    """Yield the top-level name of each module that the file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]
