"""Runs commands, some at a time, and leaves nothing running: each has a process group of its own that ends with it.

Neither nox nor uv ends the children of a command when it is stopped, so each long command is started here.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Callable, Dict, Iterator, List, Mapping, Optional, Sequence, Tuple

TIME_LIMIT = 2400.0
"""Seconds that a command may take."""

GRACE = 1.5
"""Seconds that a stopped command has to clean up. nox kills a session 2 seconds after it told it to stop."""


@dataclass(frozen=True)
class Command:
    """Words to run in ``folder`` with the variables ``environ``.

    What it writes is added to the file ``log``; without one it goes where the output of this process goes.
    """

    words: Tuple[str, ...]
    folder: Path
    environ: Mapping[str, str]
    log: Optional[Path] = None
    time_limit: float = TIME_LIMIT


@dataclass(frozen=True)
class Ended:
    """How a command ended: ``passed``, ``failed`` or ``stopped after N s``; ``wall`` and ``cpu`` are seconds."""

    outcome: str
    wall: float
    cpu: float


@dataclass
class _Running:
    command: Command
    process: "subprocess.Popen[bytes]"
    started: float


def run_all(
    commands: Mapping[str, Command], workers: int, ended: Callable[[str, Ended], None], grace: float = GRACE
) -> None:
    """Run ``commands``, ``workers`` at a time in their order, and call ``ended`` with the name of each as it ends.

    What a command left running is killed. When this function is left early, by :class:`KeyboardInterrupt` for
    example, all commands are interrupted, have ``grace`` seconds to clean up, and are killed with all they started.
    """
    waiting = list(commands)
    running: Dict[str, _Running] = {}
    try:
        while waiting or running:
            while waiting and len(running) < workers:
                name = waiting.pop(0)
                running[name] = _start(commands[name])
            time.sleep(0.02)
            for name, job in list(running.items()):
                outcome = _outcome(job, grace)
                if outcome is not None:
                    del running[name]
                    ended(name, outcome)
    finally:
        _stop([job.process for job in running.values()], grace)


def run_one(command: Command, grace: float = GRACE) -> Ended:
    """Run ``command`` as :func:`run_all` does, and return how it ended."""
    outcomes: List[Ended] = []
    run_all({"": command}, 1, lambda _, outcome: outcomes.append(outcome), grace)
    return outcomes[0]


@contextlib.contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Make the signals that end a process raise :class:`KeyboardInterrupt`, as Ctrl-C does."""
    old = raise_on_signals()
    try:
        yield
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)


def raise_on_signals() -> Dict[int, Any]:
    """Have each signal that ends a process raise :class:`KeyboardInterrupt` from now on; return the old handlers.

    SIGINT too: a shell starts what runs in its background with that one ignored, and every child would inherit it.
    """

    def interrupt(number: int, frame: Any) -> None:
        raise KeyboardInterrupt

    return {number: signal.signal(number, interrupt) for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)}


def _start(command: Command) -> _Running:
    with contextlib.ExitStack() as stack:
        output: Optional[IO[bytes]] = None
        if command.log is not None:
            command.log.parent.mkdir(parents=True, exist_ok=True)
            output = stack.enter_context(command.log.open("ab"))
        try:
            process = _open(command.words, command, output)
        except OSError as error:  # A command that cannot start fails as any other does.
            process = _open((sys.executable, "-c", "import sys; sys.exit(sys.argv[1])", str(error)), command, output)
    return _Running(command, process, time.monotonic())


def _open(words: Sequence[str], command: Command, output: Optional[IO[bytes]]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        words,
        cwd=str(command.folder),
        env=dict(command.environ),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output is not None else None,
        start_new_session=True,  # so that all that it starts can be stopped with it
    )


def _outcome(job: _Running, grace: float) -> Optional[Ended]:
    """Return how a command ended just now, else None. Its CPU time includes that of all that it waited for."""
    process = job.process
    pid, status, usage = os.wait4(process.pid, os.WNOHANG)
    wall = time.monotonic() - job.started
    if not pid:
        if wall < job.command.time_limit:
            return None
        _stop([process], grace)
        return Ended("stopped after {:.0f} s".format(wall), wall, 0.0)
    _kill(process)  # what it left running
    process.returncode = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
    return Ended("failed" if process.returncode else "passed", wall, usage.ru_utime + usage.ru_stime)


def _kill(process: "subprocess.Popen[bytes]", number: int = signal.SIGKILL) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS raises the second for a zombie
        os.killpg(process.pid, number)


def _stop(processes: Sequence["subprocess.Popen[bytes]"], grace: float) -> None:
    """Interrupt ``processes`` and what they started, so that each can clean up, then kill what is left."""
    for number in (signal.SIGINT, signal.SIGKILL):
        for process in processes:
            _kill(process, number)
        deadline = time.monotonic() + grace
        for process in processes:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, deadline - time.monotonic()))
