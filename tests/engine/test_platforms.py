"""What Windows does otherwise: the parts that need no Windows to be tried, and that no other module asks."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bookcheck.platforms import (
    interpreter_of,
    kill_command,
    kill_tree,
    own_group,
    program_name,
    show_paths,
    variables,
)
from tests.small_book import ROOT

SHOWN = {
    r"C:\Shop\ada\book-x1": "/home/you",
    r"C:\Python": "/usr",
    r"C:\Python\Lib": "/usr/lib/python3.14",
    r"D:\plain\3.14": "/home/you/.venv",
}


def test_no_other_module_of_the_engine_asks_which_system_it_is() -> None:
    asks = re.compile(r"\bos\.name\b|\bsys\.platform\b")
    paths = sorted((ROOT / "src" / "bookcheck").rglob("*.py"))
    assert len(paths) > 50
    assert [path.name for path in paths if asks.search(path.read_text(encoding="utf-8"))] == ["platforms.py"]


def test_an_environment_of_windows_has_its_interpreter_elsewhere() -> None:
    assert interpreter_of(Path("here"), windows=True) == Path("here/Scripts/python.exe")
    assert interpreter_of(Path("here"), windows=False) == Path("here/bin/python")
    assert [program_name("uv", windows) for windows in (True, False)] == ["uv.exe", "uv"]


def test_a_program_gets_of_windows_what_it_cannot_start_without_and_utf8() -> None:
    caller = {"SYSTEMROOT": r"C:\Windows", "TEMP": r"C:\Temp", "SECRET": "of the caller", "PYTHONPATH": "x"}
    assert variables(Path("here"), caller, windows=True) == {
        "HOME": "here",
        "USERPROFILE": "here",
        "PATH": "",
        "PYTHONUTF8": "1",
        "SYSTEMROOT": r"C:\Windows",
        "TEMP": r"C:\Temp",
    }


def test_elsewhere_nothing_of_the_callers_reaches_a_program() -> None:
    kept = variables(Path("here"), {"SYSTEMROOT": "x", "TEMP": "y"}, windows=False)
    assert kept == {"HOME": "here", "LC_ALL": "C.UTF-8", "PATH": os.defpath}


def test_a_program_of_windows_is_started_in_a_group_and_ended_with_its_children() -> None:
    flag = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0x200)
    assert own_group(windows=True) == {"creationflags": flag}
    assert own_group(windows=False) == {"start_new_session": True}
    assert kill_command(42) == ("taskkill", "/F", "/T", "/PID", "42")


@pytest.mark.skipif(os.name == "nt", reason="no such signals there")
def test_without_the_command_of_windows_the_process_itself_is_ended() -> None:
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, **own_group())
    kill_tree(process)  # there is no taskkill here
    assert process.wait() == -signal.SIGKILL
    assert process.stdin is not None
    process.stdin.close()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r'File "C:\Shop\ada\book-x1\main.py", line 2', 'File "/home/you/main.py", line 2'),
        (r"['C:\\Shop\\ada\\book-x1\\shop\\__init__.py']", "['/home/you/shop/__init__.py']"),
        (r"c:\shop\ADA\book-x1", "/home/you"),
        ("C:/Shop/ada/book-x1/a.py", "/home/you/a.py"),
        (r"file in C:\Python\Lib\json\__init__.py", "file in /usr/lib/python3.14/json/__init__.py"),
        (r"C:\Python\python.exe", "/usr/python.exe"),
        (r"D:\plain\3.14\Scripts", "/home/you/.venv/Scripts"),
        (r"C:\Shop\ada\book-x1;C:\Python\Lib", "/home/you;/usr/lib/python3.14"),
        (r"'C:\\Shop\\ada\\book-x1\n'", r"'/home/you\n'"),
        (r"('C:\\Python\\Lib\\a.py', 'C:\\Python\\b')", "('/usr/lib/python3.14/a.py', '/usr/b')"),
        (r"C:\Shop\ada\other\book.py", r"C:\Shop\ada\other\book.py"),
        (r"\d+\s 'a\\b'", r"\d+\s 'a\\b'"),
    ],
)
def test_a_path_of_windows_is_shown_as_one_of_a_reader(written: str, shown: str) -> None:
    assert show_paths(written, SHOWN, windows=True) == shown


def test_elsewhere_a_backslash_behind_a_path_is_left_alone() -> None:
    assert show_paths(r"'/tmp/book\n' /tmp/book/a", {"/tmp/book": "/home/you"}, windows=False) == (
        r"'/home/you\n' /home/you/a"
    )
