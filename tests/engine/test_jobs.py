"""Jobs run some at a time; each is counted, limited, logged, and stopped with all that it started."""

import fcntl
import io
import os
import pty
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import Dict, List, Optional

import pytest

from bookcheck.pythons.environments import clean_environ
from bookcheck.pythons.jobs import Command, Counts, Job, Result, Screen, read_log, read_report, run_jobs
from bookcheck.pythons.running import running_tag

REPORT = '<testsuites><testsuite tests="{}" failures="{}" errors="{}" skipped="{}"/></testsuites>'


def python(code: str, report: Optional[Path] = None) -> Command:
    return Command((sys.executable, "-c", textwrap.dedent(code)), report)


class Runs:
    """Runs jobs in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.out = io.StringIO()

    def job(self, name: str, *commands: Command, time_limit: float = 60.0) -> Job:
        return Job(name, "3.99.1", commands, self.folder, clean_environ(running_tag()), time_limit)

    def __call__(self, *jobs: Job, workers: int = 2, seconds: Optional[Dict[str, float]] = None) -> List[Result]:
        return run_jobs(jobs, workers, self.folder / "logs", Screen(self.out), seconds)

    def one(self, *commands: Command, time_limit: float = 60.0) -> Result:
        (result,) = self(self.job("one", *commands, time_limit=time_limit))
        return result


@pytest.fixture
def run(tmp_path: Path) -> Runs:
    return Runs(tmp_path)


def test_each_result_is_told_while_others_run(run: Runs) -> None:
    wait = "import pathlib, time\nwhile not pathlib.Path('told').exists(): time.sleep(0.01)"
    jobs = [run.job("long", python(wait)), run.job("short", python("pass"))]
    told = []

    def ended(result: Result) -> None:
        told.append(result.name)
        (run.folder / "told").write_text(result.name, encoding="utf-8")

    run_jobs(jobs, 2, run.folder / "logs", Screen(run.out), ended=ended)
    assert told == ["short", "long"]


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


def test_a_command_without_a_report_counts_as_one_test(run: Runs) -> None:
    results = run(run.job("good", python("print('well')")), run.job("bad", python("raise SystemExit(3)")))
    assert [(result.name, result.outcome, result.counts) for result in results] == [
        ("good", "passed", Counts(passed=1)),
        ("bad", "failed", Counts(failed=1)),
    ]


def test_the_first_command_that_fails_is_the_last(run: Runs, tmp_path: Path) -> None:
    result = run.one(python("print('a')"), python("raise SystemExit(1)"), python("open('third', 'w')"))
    assert result.counts == Counts(passed=1, failed=1)
    assert not (tmp_path / "third").exists()


def test_a_report_gives_the_counts(run: Runs, tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    text = REPORT.format(10, 0, 0, 2)
    assert run.one(python("open('report.xml', 'w').write({!r})".format(text), report)).counts == Counts(8, 0, 2)


def test_an_error_counts_as_a_failure(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT.format(10, 1, 2, 3), encoding="utf-8")
    assert read_report(report) == Counts(4, 3, 3)


@pytest.mark.parametrize("text", ["", "<testsuites><testsuite", "no xml"])
def test_a_broken_report_is_an_error(tmp_path: Path, text: str) -> None:
    report = tmp_path / "report.xml"
    report.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="no whole report"):
        read_report(report)


def test_a_command_that_fails_with_a_clean_report_fails(run: Runs, tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    text = REPORT.format(10, 0, 0, 0)
    result = run.one(python("open('report.xml', 'w').write({!r}); raise SystemExit(3)".format(text), report))
    assert (result.outcome, result.counts) == ("failed", Counts(10, 1, 0))


def test_a_command_that_leaves_no_report_fails_even_with_an_old_one_there(run: Runs, tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT.format(10, 0, 0, 0), encoding="utf-8")
    result = run.one(python("pass", report))
    assert (result.outcome, result.counts) == ("failed", Counts(failed=1))


def test_a_command_that_cannot_start_fails_and_says_why(run: Runs) -> None:
    result = run.one(Command(("./no-such-program",)))
    assert (result.outcome, result.counts) == ("failed", Counts(failed=1))
    assert result.log is not None
    assert "no-such-program" in read_log(result.log)[-1]


def test_a_job_killed_by_a_signal_fails(run: Runs) -> None:
    assert run.one(python("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")).outcome == "failed"


def test_the_longest_job_starts_first_and_results_keep_their_order(run: Runs, tmp_path: Path) -> None:
    jobs = [run.job(name, python("open('order', 'a').write('{} ')".format(name))) for name in ("a", "b", "c", "d")]
    results = run(*jobs, workers=1, seconds={"a": 1.0, "b": 3.0, "d": 2.0})
    assert (tmp_path / "order").read_text(encoding="utf-8").split() == ["c", "b", "d", "a"]
    assert [result.name for result in results] == ["a", "b", "c", "d"]


def test_as_many_jobs_run_at_once_as_there_are_workers(run: Runs) -> None:
    meet = """
        import os, time
        open("{}", "w").close()
        while not os.path.exists("{}"):
            time.sleep(0.01)
    """
    jobs = [run.job(me, python(meet.format(me, other)), time_limit=20) for me, other in ("ab", "ba")]
    assert [result.outcome for result in run(*jobs)] == ["passed", "passed"]


def test_never_more_jobs_run_at_once_than_there_are_workers(run: Runs, tmp_path: Path) -> None:
    alone = "import os; os.mkdir('here'); os.rmdir('here')"
    results = run(*[run.job(name, python(alone)) for name in "abcd"], workers=1)
    assert {result.outcome for result in results} == {"passed"}


def test_the_log_holds_both_streams_in_order_and_the_screen_its_last_line(run: Runs) -> None:
    code = """
        import sys
        print("one", flush=True)
        print("two", file=sys.stderr, flush=True)
        sys.stdout.buffer.write(b"th\\xffee")
    """
    result = run.one(python(code))
    assert result.log is not None
    assert read_log(result.log) == ["one", "two", "th\ufffdee"]
    assert run.out.getvalue() == "one          th\ufffdee\n"


def test_cpu_time_includes_what_the_job_started(run: Runs) -> None:
    burn = "import time\nwhile time.process_time() < 0.3: pass"
    result = run.one(python("import subprocess, sys; subprocess.check_call([sys.executable, '-c', {!r}])".format(burn)))
    assert 0.3 <= result.cpu < 10
    assert result.wall > 0


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


def test_a_job_that_does_not_end_is_stopped_with_what_it_started(run: Runs, tmp_path: Path) -> None:
    result = run.one(python(CHILD + "    time.sleep(60)\n"), time_limit=1.0)
    assert result.outcome.startswith("stopped after ")
    assert result.counts == Counts(failed=1)
    assert gone(tmp_path)


def test_what_a_job_leaves_running_is_killed(run: Runs, tmp_path: Path) -> None:
    assert run.one(python(CHILD + "    child.returncode = 0  # so that it is not waited for\n")).outcome == "passed"
    assert gone(tmp_path)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_when_the_runner_is_stopped_all_of_its_jobs_are(run: Runs, tmp_path: Path, number: signal.Signals) -> None:
    # Told to stop by a job of its own, so that the test neither waits nor guesses when.
    code = """
        import os, pathlib, signal, sys
        from bookcheck.pythons import everywhere
        from bookcheck.pythons.jobs import Command, Job, Screen
        here = pathlib.Path.cwd()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        stop = "import os, pathlib\\nwhile not pathlib.Path('ready').exists(): pass\\nos.kill({{}}, {number})"
        words = [{child!r}, stop.format(os.getpid()) + "\\nimport time; time.sleep(60)"]
        jobs = [Job("ab"[i], "3.99.1", (Command((sys.executable, "-c", words[i])),), here, {{}}) for i in range(2)]
        everywhere._workers = lambda: 2
        sys.exit(everywhere._status(everywhere._run(here, jobs, [], Screen(sys.stdout), {{}})))
    """.format(number=int(number), child=textwrap.dedent(CHILD) + "time.sleep(60)")
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        cwd=str(tmp_path),
        env=clean_environ(running_tag()),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=60,
    )
    assert done.stdout == "stopped, with all that was running; the logs are in build/logs\n"
    assert done.returncode == 130
    assert gone(tmp_path)


def test_on_a_terminal_the_line_below_is_written_over_and_no_wider_than_it() -> None:
    master, slave = pty.openpty()
    with open(slave, "w", encoding="utf-8") as terminal:
        screen = Screen(terminal)
        for text in ("x" * 100, "running a", "running a"):
            screen.status(text)
        screen.line("a passed")
        written = ""
        while not written.endswith("\n"):  # a terminal hands over what it has, which may be less than was written
            written += os.read(master, 4096).decode("utf-8")
    os.close(master)
    assert written == "\r\x1b[K{}\r\x1b[Krunning a\r\x1b[Ka passed\r\n".format("x" * 79)
