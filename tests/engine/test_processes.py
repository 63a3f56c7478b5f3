"""Commands run some at a time; each is limited, logged, and stopped with all that it started."""

import fcntl
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import Dict, List, Tuple

import pytest

from bookcheck.pythons.interpreters import clean_environ
from bookcheck.pythons.processes import Command, Ended, run_all, run_one
from bookcheck.pythons.running import running_tag


class Runs:
    """Runs commands in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def python(self, code: str, name: str = "one", time_limit: float = 60.0) -> Command:
        words = (sys.executable, "-c", textwrap.dedent(code))
        log = self.folder / "logs" / (name + ".txt")
        return Command(words, self.folder, clean_environ(running_tag()), log, time_limit)

    def all(self, codes: Dict[str, str], workers: int = 2, time_limit: float = 60.0) -> List[Tuple[str, str]]:
        """Return the names and the outcomes of the programs ``codes``, in the order in which they end."""
        done: List[Tuple[str, str]] = []
        commands = {name: self.python(code, name, time_limit) for name, code in codes.items()}
        run_all(commands, workers, lambda name, ended: done.append((name, ended.outcome)))
        return done

    def one(self, code: str, time_limit: float = 60.0) -> Ended:
        return run_one(self.python(code, time_limit=time_limit), grace=5.0)

    def log(self, name: str = "one") -> bytes:
        return (self.folder / "logs" / (name + ".txt")).read_bytes()


@pytest.fixture
def run(tmp_path: Path) -> Runs:
    return Runs(tmp_path)


def gone(folder: Path, patience: float = 5.0) -> bool:
    """Whether the child that :data:`CHILD` started in ``folder`` has ended: its lock is free, at once or very soon."""
    deadline = time.monotonic() + patience
    with (folder / "lock").open("w") as lock:
        while time.monotonic() < deadline:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return True
            except BlockingIOError:
                time.sleep(0.01)
    return False


def test_a_command_that_ends_with_another_status_than_0_failed(run: Runs) -> None:
    outcomes = run.all({"good": "print('well')", "bad": "raise SystemExit(3)"})
    assert dict(outcomes) == {"good": "passed", "bad": "failed"}


def test_a_command_that_cannot_start_fails_and_says_why(run: Runs, tmp_path: Path) -> None:
    ended = run_one(Command(("./no-such-program",), tmp_path, {}, tmp_path / "logs" / "one.txt"))
    assert ended.outcome == "failed"
    assert b"no-such-program" in run.log().splitlines()[-1]


def test_a_command_killed_by_a_signal_failed(run: Runs) -> None:
    assert run.one("import os, signal; os.kill(os.getpid(), signal.SIGKILL)").outcome == "failed"


def test_commands_start_in_their_order_and_each_is_told_as_it_ends(run: Runs, tmp_path: Path) -> None:
    wait = "import pathlib, time\nwhile not pathlib.Path('told').exists(): time.sleep(0.01)"
    done: List[str] = []

    def end(name: str, ended: Ended) -> None:
        done.append(name)
        (tmp_path / "told").touch()

    run_all({"long": run.python(wait, "long"), "short": run.python("pass", "short")}, 2, end)
    assert done == ["short", "long"]


def test_as_many_run_at_once_as_there_are_workers(run: Runs) -> None:
    meet = """
        import os, time
        open("{}", "w").close()
        while not os.path.exists("{}"):
            time.sleep(0.01)
    """
    codes = {me: meet.format(me, other) for me, other in ("ab", "ba")}
    assert {outcome for _, outcome in run.all(codes, time_limit=20)} == {"passed"}


def test_never_more_run_at_once_than_there_are_workers(run: Runs) -> None:
    alone = "import os; os.mkdir('here'); os.rmdir('here')"
    done = run.all(dict.fromkeys("abcd", alone), workers=1)
    assert done == [(name, "passed") for name in "abcd"]


def test_what_a_command_writes_is_added_to_the_log_both_streams_in_order(run: Runs) -> None:
    code = """
        import sys
        print("one", flush=True)
        print("two", file=sys.stderr, flush=True)
        sys.stdout.buffer.write(b"th\\xffee")
    """
    run.one("print('zero')")
    run.one(code)
    assert run.log() == b"zero\none\ntwo\nth\xffee"


def test_cpu_time_includes_what_the_command_started(run: Runs) -> None:
    burn = "import time\nwhile time.process_time() < 0.3: pass"
    ended = run.one("import subprocess, sys; subprocess.check_call([sys.executable, '-c', {!r}])".format(burn))
    assert 0.3 <= ended.cpu < 10
    assert ended.wall > 0


CHILD = """
    import pathlib, subprocess, sys, time
    keep = "import fcntl, time; f = open('lock', 'w'); fcntl.flock(f, 2); open('ready', 'w'); time.sleep(60)"
    child = subprocess.Popen([sys.executable, "-W", "ignore", "-c", keep])
    while not pathlib.Path("ready").exists():
        time.sleep(0.01)
"""
"""A program that starts a child which outlives it, and goes on when that holds a lock."""


def test_a_lock_that_is_held_is_seen(tmp_path: Path) -> None:
    with (tmp_path / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert not gone(tmp_path, patience=0.05)


def test_a_command_that_does_not_end_is_stopped_with_what_it_started(run: Runs, tmp_path: Path) -> None:
    ended = run.one(CHILD + "    time.sleep(60)\n", time_limit=1.0)
    assert ended.outcome.startswith("stopped after ")
    assert gone(tmp_path)


def test_what_a_command_leaves_running_is_killed(run: Runs, tmp_path: Path) -> None:
    assert run.one(CHILD + "    child.returncode = 0  # so that it is not waited for\n").outcome == "passed"
    assert gone(tmp_path)


@pytest.mark.parametrize("ignored", [False, True], ids=["", "ignored"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_when_the_runner_is_stopped_all_that_it_runs_is(
    run: Runs, tmp_path: Path, number: signal.Signals, ignored: bool
) -> None:
    # Told to stop by a command of its own, so that the test neither waits nor guesses when. A shell starts what runs
    # in its background with SIGINT ignored.
    code = """
        import os, pathlib, signal, sys
        from bookcheck.pythons.processes import Command, run_all, stopped_by_signals
        here = pathlib.Path.cwd()
        stop = "import os, pathlib\\nwhile not pathlib.Path('ready').exists(): pass\\nos.kill({{}}, {number})"
        words = [{child!r}, stop.format(os.getpid()) + "\\nimport time; time.sleep(60)"]
        commands = {{i: Command((sys.executable, "-c", words[i]), here, {{}}) for i in range(2)}}
        try:
            with stopped_by_signals():
                run_all(commands, 2, print)
        except KeyboardInterrupt:
            sys.exit(130)
    """.format(number=int(number), child=textwrap.dedent(CHILD) + "time.sleep(60)")
    ready = (lambda: signal.signal(signal.SIGINT, signal.SIG_IGN)) if ignored else None
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        cwd=str(tmp_path),
        env=clean_environ(running_tag()),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        timeout=60,
        preexec_fn=ready,
    )
    assert (done.stdout, done.returncode) == ("", 130)
    assert gone(tmp_path)
