"""Runs an example under the running Python, in a subprocess that sees nothing of the engine."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, List, Optional, Tuple

from bookcheck import platforms
from bookcheck.errors import BookError
from bookcheck.programs.declaration import Command, Ending
from bookcheck.programs.examples import Example
from bookcheck.programs.normalize import normalise
from bookcheck.programs.probes import check_answers
from bookcheck.pythons.plain_environment import shown_paths
from bookcheck.pythons.python import Python

OUTPUT_LIMIT = 256 * 1024
_GRACE = 1.0


@dataclass(frozen=True)
class Step:
    """What one command wrote and how it ended; ``output`` is normalised text."""

    command: str
    output: str
    status: int = 0
    exception: Optional[str] = None


@dataclass(frozen=True)
class Outcome:
    """What the commands of an example did on one Python, in their order."""

    steps: Tuple[Step, ...]


class Runner:
    """Runs examples with one interpreter; ``limit`` is the most bytes that a command may write."""

    def __init__(self, interpreter: Path, python: Python, limit: int = OUTPUT_LIMIT) -> None:
        self.interpreter = interpreter
        self.python = python
        self.limit = limit

    def run(self, example: Example, seed: int = 0) -> Outcome:
        """Run every command of ``example`` in a fresh folder that holds the program and nothing else.

        ``seed`` is the hash seed. Raises :class:`BookError` when a command ends otherwise than the example declares,
        runs out of time, writes too much, writes what is not UTF-8 text, or leaves a process running.
        """
        folder = Path(os.path.realpath(tempfile.mkdtemp(prefix="book-")))
        try:
            for name, file in example.files.items():
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.data)
            steps = tuple(self._step(example, command, folder, seed) for command in example.declaration.commands)
        finally:
            shutil.rmtree(str(folder), ignore_errors=True)
        check_answers(example, steps[0].output, self.python.tag)
        return Outcome(steps)

    def _step(self, example: Example, command: Command, folder: Path, seed: int) -> Step:
        data, status = _Process(self, example, command, folder, seed).finish()
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise self.mistake(
                example, "wrote bytes that are not UTF-8", command, found="{!r}".format(data[error.start :][:20])
            ) from None
        text = normalise(text, example.declaration.normalise, shown_paths(folder, self.interpreter))
        control = re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text)
        if control:
            raise self.mistake(
                example,
                "wrote a control character",
                command,
                expected="text that a page can show",
                found=repr(text[max(0, control.start() - 20) : control.end()]),
            )
        ending = command.ending(self.python)
        raised = _exception(text) if ending.exception else None
        if status != ending.status or raised != ending.exception:
            raise self._unexpected(example, command, ending, status, text)
        return Step(command.text, text, status, raised)

    def _unexpected(self, example: Example, command: Command, ending: Ending, status: int, text: str) -> BookError:
        def words(status: int, exception: Optional[str]) -> str:
            killed = " (killed by {})".format(_signal_name(-status)) if status < 0 else ""
            return "exit status {}{}{}".format(status, killed, " with " + exception if exception else "")

        tail = "\n".join(text.rstrip("\n").split("\n")[-8:])
        return self.mistake(
            example,
            "ended otherwise than declared",
            command,
            expected=words(ending.status, ending.exception),
            found=words(status, None) + ("\n" + tail if tail else ""),
            fix="correct the program, or "
            + ("name another function" if command.under else "declare it: # book: raises NAME, or # book: exit STATUS"),
        )

    def mistake(self, example: Example, problem: str, command: Command, **details: Optional[str]) -> BookError:
        """Return the error for what ``command`` of ``example`` did; ``details`` are those of :class:`BookError`."""
        details.setdefault("fix", "correct the program")
        problem = "{} {}: `{}` on Python {}".format(example.name, problem, command.text, self.python.tag)
        return BookError(problem, path=example.path, **details)  # type: ignore[arg-type]


class _Process:
    """One running command: started at once, read by a thread, ended within its time and its share of output."""

    def __init__(self, runner: Runner, example: Example, command: Command, folder: Path, seed: int) -> None:
        self.runner, self.example, self.command = runner, example, command
        self.chunks: List[bytes] = []
        self.flooded = False
        typed = command.typed.encode("utf-8")
        if command.stdin_file is not None:
            typed = (folder / command.stdin_file).read_bytes()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.writer = threading.Thread(target=self._write, args=(typed,), daemon=True)
        self.process = subprocess.Popen(
            [str(runner.interpreter), *([str(command.under)] if command.under else []), *command.arguments],
            cwd=str(folder),
            env=_environment(command, folder, seed, runner.python.jit),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            **platforms.own_group(),
        )
        try:
            self.reader.start()
            if typed:
                self.writer.start()
            else:
                self._write(typed)
        except BaseException:  # an interrupt from the keyboard, say
            platforms.kill_group(self.process)
            self.process.wait()
            raise

    def _read(self) -> None:
        assert self.process.stdout is not None
        size = 0
        while True:
            chunk = os.read(self.process.stdout.fileno(), 65536)
            if not chunk:
                return
            size += len(chunk)
            if size > self.runner.limit:
                self.flooded = True
                platforms.kill_group(self.process)
                return
            self.chunks.append(chunk)

    def _write(self, typed: bytes) -> None:
        assert self.process.stdin is not None
        with contextlib.suppress(OSError):  # a program need not read what it is given; Windows has another error
            self.process.stdin.write(typed)
        with contextlib.suppress(OSError):
            self.process.stdin.close()

    def finish(self) -> Tuple[bytes, int]:
        """Wait for the end and return what was written, and the exit status."""
        example, runner = self.example, self.runner
        timeout = example.declaration.timeout
        try:
            # The end of the output wakes the reader at once; Popen.wait with a timeout would poll.
            deadline = time.monotonic() + timeout
            while self.reader.is_alive() and self.process.poll() is None and time.monotonic() < deadline:
                self.reader.join(min(_GRACE, max(0.0, deadline - time.monotonic())))
            try:
                status = self.process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                raise runner.mistake(
                    example,
                    "did not end within {:g} seconds".format(timeout),
                    self.command,
                    found="it had written {} bytes".format(sum(map(len, self.chunks))),
                    fix="correct the program, or declare: # book: timeout SECONDS",
                ) from None
            self.reader.join(_GRACE)
            if self.flooded:
                raise runner.mistake(example, "wrote more than {} bytes".format(runner.limit), self.command)
            if self.reader.is_alive() or self._left_running():
                raise runner.mistake(
                    example, "left a process running", self.command, expected="every process that it starts ended"
                )
            return b"".join(self.chunks), status
        except BaseException:  # an interrupt from the keyboard too
            platforms.kill_group(self.process)
            raise
        finally:
            self.process.wait()
            self.reader.join(_GRACE)
            if self.process.stdout is not None and not self.reader.is_alive():
                self.process.stdout.close()

    def _left_running(self) -> bool:
        """Return whether a process of the command's session is still there after a moment of grace."""
        deadline = time.monotonic() + _GRACE
        while time.monotonic() < deadline:
            if not platforms.group_lives(self.process.pid):
                return False
            time.sleep(0.01)
        return True


def _environment(command: Command, folder: Path, seed: int, jit: bool) -> Dict[str, str]:
    """Return the whole environment of a program: nothing of the caller's, so nothing of it can show."""
    environment = {
        **platforms.variables(folder, os.environ),
        "PYTHONHASHSEED": str(seed),
        "PYTHONUNBUFFERED": "1",  # keeps what goes to stdout and stderr in the order in which it was written
    }
    if jit:
        environment["PYTHON_JIT"] = "1"
    environment.update(command.environment)
    return environment


_TRACEBACK = re.compile(r"^(?:  \+ Exception Group )?Traceback \(most recent call last\):$", re.MULTILINE)
_RAISED = re.compile(r"^(?:  \| )?(?:\w+\.)*([A-Za-z_]\w*)(?::|$)", re.MULTILINE)
_UNREAD = re.compile(r"^(SyntaxError|IndentationError|TabError)(?::|$)", re.MULTILINE)


def _exception(text: str) -> Optional[str]:
    """Return the name of the exception that the last traceback of ``text`` ends with, or None.

    A file that does not compile has no traceback.
    """
    traceback = _TRACEBACK.split(text)
    match = _RAISED.search(traceback[-1]) if len(traceback) > 1 else _UNREAD.search(text)
    return match.group(1) if match else None


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return "signal {}".format(number)
