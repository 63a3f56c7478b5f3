"""Runs jobs, some at a time, each with its own log, time limit and counts, and stops them when it is stopped."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Callable, Dict, Iterator, List, Mapping, Optional, Sequence, Tuple
from xml.etree import ElementTree

TIME_LIMIT = 2400.0
_GRACE = 5.0
_GONE = (ProcessLookupError, PermissionError)  # macOS says the second of a zombie


@dataclass(frozen=True)
class Command:
    """What to run, and where it leaves its JUnit report; one that leaves none counts as one test."""

    words: Tuple[str, ...]
    report: Optional[Path] = None


@dataclass(frozen=True)
class Job:
    """Commands to run one after the other in ``folder`` until one fails; ``release`` is what the table shows."""

    name: str
    release: str
    commands: Tuple[Command, ...]
    folder: Path
    environ: Mapping[str, str]
    time_limit: float = TIME_LIMIT


@dataclass(frozen=True)
class Counts:
    """How many tests passed, failed and were skipped."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)


@dataclass(frozen=True)
class Result:
    """How a job ended: ``outcome`` is ``passed`` or says what went wrong; ``wall`` and ``cpu`` are seconds."""

    name: str
    release: str
    outcome: str
    counts: Counts
    wall: float = 0.0
    cpu: float = 0.0
    log: Optional[Path] = None

    @property
    def passed(self) -> bool:
        """Whether all of the job was run and nothing failed."""
        return self.outcome == "passed"


@dataclass
class _Running:
    job: Job
    log: Path
    output: IO[bytes]
    process: "subprocess.Popen[bytes]"
    started: float
    position: int = 0
    cpu: float = 0.0
    counts: Counts = field(default_factory=Counts)


class Screen:
    """Writes lines, and on a terminal one line below them that is written over."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._live = stream.isatty()
        self._shown = ""

    def line(self, text: str) -> None:
        """Write ``text`` for good."""
        self.status("")
        self._stream.write(text + "\n")
        self._stream.flush()

    def status(self, text: str) -> None:
        """Show ``text`` until the next call."""
        if self._live and text != self._shown:
            columns = os.get_terminal_size(self._stream.fileno()).columns or 80
            self._stream.write("\r\x1b[K" + text[: columns - 1])
            self._stream.flush()
            self._shown = text


def run_jobs(
    jobs: Sequence[Job],
    workers: int,
    logs: Path,
    screen: Screen,
    seconds: Optional[Mapping[str, float]] = None,
    ended: Callable[[Result], None] = lambda result: None,
) -> List[Result]:
    """Run ``jobs``, ``workers`` at a time, and return their results in the order of ``jobs``.

    Those that took longest by ``seconds`` start first; one that is not named there may take longer still.
    What each writes goes to ``LOGS/NAME.txt``, and ``ended`` is called with each result while others run on.
    When this process is told to stop, so are they.
    """
    logs.mkdir(parents=True, exist_ok=True)
    known = seconds or {}
    waiting = sorted(jobs, key=lambda job: -known.get(job.name, float("inf")))
    running: List[_Running] = []
    done: Dict[str, Result] = {}
    try:
        while waiting or running:
            while waiting and len(running) < workers:
                running.append(_start(waiting.pop(0), logs))
            names = ", ".join(one.job.name for one in running)
            screen.status("{} of {} done, running {}".format(len(done), len(jobs), names))
            time.sleep(0.02)
            for one in list(running):
                result = _advance(one)
                if result is not None:
                    running.remove(one)
                    done[result.name] = result
                    screen.line("{:<12} {}".format(result.name, _last_line(result)))
                    ended(result)
    finally:
        screen.status("")
        _stop([one.process for one in running])
        for one in running:
            one.output.close()
    return [done[job.name] for job in jobs]


def read_report(path: Path) -> Counts:
    """Return the counts of a JUnit report; a test that erred counts as failed.

    Raises :class:`ValueError` if the file is not there or is not a whole report.
    """
    try:
        suites = list(ElementTree.parse(str(path)).getroot().iter("testsuite"))
        sums = {
            key: sum(int(suite.get(key, "0")) for suite in suites) for key in ("tests", "failures", "errors", "skipped")
        }
    except (OSError, ElementTree.ParseError) as error:
        raise ValueError("no whole report: {}".format(error)) from None
    failed = sums["failures"] + sums["errors"]
    return Counts(sums["tests"] - failed - sums["skipped"], failed, sums["skipped"])


def _start(job: Job, logs: Path) -> _Running:
    log = logs / (job.name + ".txt")
    output = log.open("wb")
    return _Running(job, log, output, _launch(job, 0, output), time.monotonic())


def _launch(job: Job, position: int, output: IO[bytes]) -> "subprocess.Popen[bytes]":
    command = job.commands[position]
    if command.report is not None and command.report.exists():
        command.report.unlink()
    try:
        return _open(command.words, job, output)
    except OSError as error:  # A command that cannot start fails as any other does.
        return _open((sys.executable, "-c", "import sys; sys.exit(sys.argv[1])", str(error)), job, output)


def _open(words: Sequence[str], job: Job, output: IO[bytes]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        words,
        cwd=str(job.folder),
        env=dict(job.environ),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,  # so that all that it starts can be stopped with it
    )


def _advance(one: _Running) -> Optional[Result]:
    """Return the result of a job that ended just now, else None; start its next command when one is due."""
    job, wall = one.job, time.monotonic() - one.started
    if not _ended(one):
        if wall < job.time_limit:
            return None
        _stop([one.process])
        return _result(one, "stopped after {:.0f} s".format(wall), one.counts + Counts(failed=1))
    counts = one.counts + _count(job.commands[one.position], one.process.returncode)
    if counts.failed:
        return _result(one, "failed", counts)
    one.counts = counts
    one.position += 1
    if one.position == len(job.commands):
        return _result(one, "passed", counts)
    one.process = _launch(job, one.position, one.output)
    return None


def _ended(one: _Running) -> bool:
    """Whether the process ended; if so, its return code and the CPU time of all that it waited for are kept."""
    pid, status, usage = os.wait4(one.process.pid, os.WNOHANG)
    if not pid:
        return False
    with contextlib.suppress(*_GONE):
        os.killpg(pid, signal.SIGKILL)  # what it left running
    one.process.returncode = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
    one.cpu += usage.ru_utime + usage.ru_stime
    return True


def _count(command: Command, returncode: int) -> Counts:
    """Return what a finished command counts for. One that failed counts a failure, whatever its report says."""
    counts = Counts(passed=1) if returncode == 0 else Counts(failed=1)
    if command.report is not None:
        try:
            counts = read_report(command.report)
        except ValueError:
            return Counts(failed=1)
        if returncode and not counts.failed:
            counts += Counts(failed=1)
    return counts


def _result(one: _Running, outcome: str, counts: Counts) -> Result:
    one.output.close()
    return Result(one.job.name, one.job.release, outcome, counts, time.monotonic() - one.started, one.cpu, one.log)


def _stop(processes: Sequence["subprocess.Popen[bytes]"]) -> None:
    """Interrupt ``processes`` and what they started, so that each can clean up, then kill what is left."""
    for number, patience in ((signal.SIGINT, _GRACE), (signal.SIGKILL, _GRACE)):
        for process in processes:
            with contextlib.suppress(*_GONE):
                os.killpg(process.pid, number)
        deadline = time.monotonic() + patience
        for process in processes:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, deadline - time.monotonic()))


def _last_line(result: Result) -> str:
    lines = [line for line in read_log(result.log) if line.strip()] if result.log else []
    return lines[-1].strip(" =") if lines else result.outcome


def read_log(path: Path) -> List[str]:
    """Return the lines of a log, whatever bytes are in it."""
    return path.read_text(encoding="utf-8", errors="replace").splitlines()


@contextlib.contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Make the signals that end a process raise :class:`KeyboardInterrupt`, as Ctrl-C does."""

    def interrupt(number: int, frame: Any) -> None:
        raise KeyboardInterrupt

    # SIGINT too: a shell starts what runs in its background with that one ignored, and every child would inherit it.
    ending = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
    old: Dict[int, Any] = {number: signal.signal(number, interrupt) for number in ending}
    try:
        yield
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)
