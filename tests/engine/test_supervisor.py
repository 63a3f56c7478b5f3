"""The supervisor of a program: whatever a program starts ends with it, and with the process that asked for it."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Tuple

import pytest

from bookcheck.errors import BookError
from bookcheck.programs.runner import Runner
from tests.small_book import ROOT, MakeExample

pytestmark = pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="orphans are found on Linux only")

# Each way to get away leaves a process that writes its number into the file `pid` and then sleeps.
STAY = "open(PID + '.new', 'w').write(str(os.getpid())); os.rename(PID + '.new', PID); os.close(1); os.close(2); "
STAY += "time.sleep(60)"
SESSION = "if not os.fork():\n    os.setsid()\n    " + STAY
ESCAPES = {
    "a session of its own": SESSION,
    "a double fork": "if not os.fork():\n    if os.fork():\n        os._exit(0)\n    " + STAY,
    "a daemon": "if not os.fork():\n    os.setsid()\n    if os.fork():\n        os._exit(0)\n    os.chdir('/')\n    "
    + STAY,
    "a group of its own": "if not os.fork():\n    os.setpgid(0, 0)\n    " + STAY,
    "a child that ignores every signal it can": (
        "if not os.fork():\n    os.setsid()\n"
        "    for number in set(range(1, 32)) - {9, 19}:\n        signal.signal(number, signal.SIG_IGN)\n"
        "    " + STAY
    ),
    "a subprocess with its own session": (
        "subprocess.Popen([sys.executable, '-c', 'import os, time; PID = ' + repr(PID) + '; ' + {!r}],"
        " start_new_session=True)".format(STAY)
    ),
    "a chain of forks": "\n".join(
        [
            "if not os.fork():",
            "    for _ in range(20):",
            "        if os.fork():",
            "            os._exit(0)",
            "        os.setsid()",
        ]
        + ["    " + STAY]
    ),
}


def program(escape: str, pid: Path) -> Tuple[str, ...]:
    head = "import os, signal, subprocess, sys, time; PID = {!r}".format(str(pid))
    wait = "while not os.path.exists(PID): time.sleep(0.01)"
    return ('"""Escape."""', head, ESCAPES[escape], wait)


def ends(file: Path) -> bool:
    """Return whether the process whose number is in ``file`` ends, in a moment at most."""
    deadline = time.monotonic() + 10
    while Path("/proc", file.read_text()).exists():
        state = Path("/proc", file.read_text(), "stat").read_text().rpartition(")")[2].split()[0]
        if state in "ZX":
            return True
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


@pytest.mark.parametrize("escape", ESCAPES)
def test_a_process_that_leaves_its_session_ends_with_its_program(
    runner: Runner, module: MakeExample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, escape: str
) -> None:
    monkeypatch.setattr("bookcheck.programs.supervised.GRACE", 0.2)
    with pytest.raises(BookError, match="left a process running"):
        runner.run(module(*program(escape, tmp_path / "pid")))
    assert ends(tmp_path / "pid")


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_runs_on_when_the_one_who_records_is_killed(tmp_path: Path, number: signal.Signals) -> None:
    lines = [*program("a session of its own", tmp_path / "pid"), "time.sleep(60)"]
    (tmp_path / "endless.py").write_text("\n".join(lines) + "\n", encoding="utf-8")
    script = (
        "from pathlib import Path; from bookcheck.programs.examples import read_module; "
        "from bookcheck.programs.runner import Runner; from bookcheck.pythons.python import Python; "
        "from bookcheck.pythons.plain_environment import plain_interpreter; "
        "runner = Runner(plain_interpreter(Path({!r})), Python('3.8', '3.8.0')); "
        "runner.run(read_module(Path({!r}), 'made/endless'))"
    ).format(str(ROOT / "build" / "plain"), str(tmp_path / "endless.py"))
    environ = dict(os.environ, PYTHONPATH=str(ROOT / "src"), TMPDIR=str(tmp_path))
    asking = subprocess.Popen([sys.executable, "-c", script], env=environ, stderr=subprocess.DEVNULL)
    while not (tmp_path / "pid").exists():
        assert asking.poll() is None
        time.sleep(0.01)
    asking.send_signal(number)
    asking.wait()
    assert ends(tmp_path / "pid")


def test_a_program_that_kills_its_supervisor_ends_and_is_refused(
    runner: Runner, module: MakeExample, tmp_path: Path
) -> None:
    example = module(
        '"""Kill."""',
        "import os, signal, time",
        "open({!r}, 'w').write(str(os.getpid()))".format(str(tmp_path / "pid")),
        "os.kill(os.getppid(), signal.SIGKILL)",
        "time.sleep(60)",
    )
    with pytest.raises(BookError, match="ended the process that watches over it"):
        runner.run(example)
    assert ends(tmp_path / "pid")


def test_a_program_cannot_reach_the_lifeline(runner: Runner, module: MakeExample) -> None:
    example = module('"""Look."""', "import os", "print(sorted(map(int, os.listdir('/proc/self/fd')))[:4])")
    assert runner.run(example).steps[0].output == "[0, 1, 2, 3]\n"  # the last is the folder that is listed


def test_what_cannot_be_started_says_so(runner: Runner, module: MakeExample, tmp_path: Path) -> None:
    broken = tmp_path / "environment" / "bin" / "python"
    broken.parent.mkdir(parents=True)
    broken.write_text("")
    with pytest.raises(BookError) as caught:
        Runner(broken, runner.python).run(module('"""Start."""'))
    assert "the program could not be started" in str(caught.value.found)
    assert tempfile.gettempdir()
