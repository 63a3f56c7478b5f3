"""A command in a message runs as it is printed: in a fresh shell, in the folder of a clone, with nothing set."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bookcheck.consistency import check_book
from bookcheck.errors import COMMAND, BookError, counted
from bookcheck.pages.book import Book
from tests.gates.damage import STATIC
from tests.gates.damage_table import ROWS
from tests.small_book import ROOT

TARGETS = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)[0].split()
PROGRAM = re.compile(
    rf"(?<![\w./=`-])(?:{COMMAND}|(?:[\w{{}}]+=[\w{{}}]+ )?(?:make|make clean) (?:{'|'.join(TARGETS)})\b"
    r"|git (?:add|checkout|clone|commit|fetch|mv|rm|stash)\b|uv (?:python|lock|sync)\b"
    r"|python3? -|apt install|rm -|chmod -|cp -|touch )"
)
QUOTED = re.compile(r"`[^`]*`")
PROSE = re.compile(r"[,;)] ?(?:if|then|or|and)?\b|\)$")


def commands_of(text: str) -> Iterator[str]:
    """Yield the commands in ``text``: each begins a line or follows a colon, and goes on to the end of the line."""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("<!--"):  # the signature of a drawing
            continue
        for quoted in QUOTED.findall(line):
            if PROGRAM.match(quoted.strip("`")):
                yield quoted.strip("`")
        bare = QUOTED.sub("", line)
        match = PROGRAM.search(bare)
        if match:
            assert match.start() == 0 or bare[: match.start()].endswith(": "), line
            assert not PROSE.search(bare[match.start() :].split('"')[-1]), line
            yield bare[match.start() :]


def literals() -> Iterator[tuple[Path, str]]:
    """Yield each string in the engine that is not a docstring."""
    for path in sorted((ROOT / "src" / "bookcheck").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
                yield path, node.value


def test_every_command_in_the_engine_stands_where_it_can_be_copied() -> None:
    found = [(path, command) for path, text in literals() for command in commands_of(text)]
    assert len(found) >= 20
    # In a clone the engine is not installed, and `python` need not be there.
    assert [pair for pair in found if re.match(r"python3? -m bookcheck", pair[1])] == []


@pytest.fixture(scope="module")
def clone(small_book: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small book with the engine and the Makefile, as a clone has them."""
    root = tmp_path_factory.mktemp("clone") / "book"
    shutil.copytree(small_book.root, root, ignore=shutil.ignore_patterns("build"))
    shutil.copytree(
        ROOT / "src" / "bookcheck", root / "src" / "bookcheck", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "Makefile", root)
    return root


@pytest.fixture(scope="module")
def printed(small_book: Book, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Every command in the messages of `make check` about all damaged books."""
    commands: set[str] = set()
    for number, row in enumerate(row for row in ROWS if STATIC in row.fails):
        root = tmp_path_factory.mktemp(f"book{number}") / "book"
        shutil.copytree(small_book.root, root, symlinks=True)
        row.damage(Book(root))
        for error in check_book(Book(root)):
            fix = (error.fix or "").replace(str(root) + os.sep, "")
            commands.update(commands_of(fix))
        shutil.rmtree(root)
    return commands


def shell(folder: Path, command: str) -> "subprocess.CompletedProcess[str]":
    (folder / "build").mkdir(exist_ok=True)
    tools = folder / "build" / "tools"
    tools.mkdir(exist_ok=True)
    if not (tools / "python3").exists():  # the one on PATH need not be of the list
        (tools / "python3").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
        (tools / "python3").chmod(0o755)
    environ = {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "HOME": str(folder)}
    return subprocess.run(["sh", "-c", command], cwd=folder, env=environ, capture_output=True, text=True)


def test_the_commands_that_are_printed_run_in_a_fresh_shell(clone: Path, printed: set[str]) -> None:
    assert len(printed) >= 20
    for command in sorted(printed):
        if command.startswith("make "):
            done = shell(clone, command.replace("make ", "make --dry-run ", 1))
            assert done.returncode == 0, command + done.stderr
            assert shell(clone, "sh -n <<'END'\n" + done.stdout + "\nEND").returncode == 0, done.stdout
        elif command.startswith(COMMAND):
            done = shell(clone, command)
            assert done.returncode == 0, command + done.stderr
        else:
            assert shell(clone, f"sh -n <<'END'\n{command}\nEND").returncode == 0, command


def test_what_a_command_names_is_recorded_or_checked(clone: Path) -> None:
    for arguments in ("check basics/say_hello", "check basics", "record basics/say_hello basics/claims", "list"):
        done = shell(clone, f"{COMMAND} {arguments}")
        assert done.returncode == 0, arguments + done.stdout + done.stderr


def test_a_number_agrees_with_its_noun() -> None:
    assert [counted(number, "mistake") for number in (0, 1, 2)] == ["0 mistakes", "1 mistake", "2 mistakes"]
    assert counted(1, "entry", "entries") == "1 entry"
    assert counted(3, "entry", "entries") == "3 entries"


def test_no_message_counts_a_noun_without_that_rule() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "src" / "bookcheck").rglob("*.py")]
    nouns = {noun for text in sources for noun in re.findall(r'counted\([^"\n]*"(\w+)"', text)}
    assert {"mistake", "program", "recording"} <= nouns
    plural = re.compile(r"\{[^{}]*\} (?:" + "|".join(sorted(noun + "s" for noun in nouns)) + r")\b")
    assert [(path.name, text) for path, text in literals() if plural.search(text)] == []


def test_an_error_without_a_place_or_a_value_says_only_what_there_is() -> None:
    assert str(BookError("a problem", fix="make check")) == "a problem\n  fix:      make check"
