"""Runs an example under the running Python, in a subprocess that sees nothing of the engine."""

import contextlib
import os
import re
import shutil
import signal
import threading
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Callable, Dict, List, Optional, Tuple, TypeVar

from bookcheck import platforms
from bookcheck.errors import BookError
from bookcheck.programs.declaration import Command, Ending
from bookcheck.programs.examples import Example
from bookcheck.programs.normalize import normalize
from bookcheck.programs.probes import check_answers
from bookcheck.programs.supervised import GRACE, Supervised
from bookcheck.programs.surroundings import USUAL, Place, Surroundings, make_place, temporary_folder
from bookcheck.pythons.installation import Altered, Installation, libraries
from bookcheck.pythons.plain_environment import plain_interpreter, shown_paths
from bookcheck.pythons.python import Python
from bookcheck.pythons.running import running_release

OUTPUT_LIMIT = 256 * 1024

Result = TypeVar("Result")


@dataclass(frozen=True)
class Step:
    """What one command wrote and how it ended; ``output`` is normalized text."""

    command: str
    output: str
    status: int = 0
    exception: Optional[str] = None


@dataclass(frozen=True)
class Outcome:
    """What the commands of an example did on one Python, in their order."""

    steps: Tuple[Step, ...]


class InstallationChanged(BookError):
    """A program changed files that other programs run with, or wrote outside its folder."""


class Runner:
    """Runs examples with one interpreter; ``limit`` is the most bytes that a command may write."""

    def __init__(self, interpreter: Path, python: Python, limit: int = OUTPUT_LIMIT) -> None:
        self.interpreter = interpreter
        self.python = python
        self.limit = limit
        self._spoiled: Optional[BookError] = None

    @cached_property
    def installation(self) -> Installation:
        """The files that every program runs with."""
        return Installation(self.interpreter.parent.parent, libraries())

    def run(self, example: Example, surroundings: Surroundings = USUAL) -> Outcome:
        """Run every command of ``example`` in a fresh folder that holds the program and nothing else.

        Raises :class:`BookError` when a command ends otherwise than the example declares, runs out of time, writes too
        much, writes what is not UTF-8 text, leaves a process running, or writes where other programs would see it.
        """
        steps = tuple(self._in_place(example, surroundings, self._step))
        check_answers(example, steps[0].output, self.python.tag)
        return Outcome(steps)

    def observe(self, example: Example, surroundings: Surroundings = USUAL) -> List[Tuple[str, int]]:
        """Run ``example`` as :meth:`run` does, however it ends; return what each command wrote and its exit status."""
        return self._in_place(example, surroundings, self._write)

    def _in_place(
        self,
        example: Example,
        surroundings: Surroundings,
        act: Callable[[Example, Command, Place, Surroundings], Result],
    ) -> List[Result]:
        """Return what ``act`` returns for each command of ``example``, in a folder made for that."""
        if self._spoiled is not None:
            raise self._spoiled
        installation = self.installation  # as it is before the program runs
        beside = temporary_folder(surroundings)
        try:
            place = make_place(surroundings, beside, self.interpreter)
            files = list(example.files.items())
            for name, file in reversed(files) if surroundings.others else files:
                path = place.folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.data)
            try:
                return [act(example, command, place, surroundings) for command in example.declaration.commands]
            finally:
                self._refuse_what_others_would_see(example, installation.altered(), place.strays())
        finally:
            shutil.rmtree(str(beside), ignore_errors=True)

    def _refuse_what_others_would_see(self, example: Example, altered: Altered, strays: List[str]) -> None:
        if altered.undone or altered.lost:
            fix = "correct the program; the environment was made again"
            if altered.lost:
                fix = "correct the program, and install this Python again: uv python install --reinstall {}"
            error = InstallationChanged(
                "{} changed the Python of every program, so its output is not accepted".format(example.name),
                path=example.path,
                expected="a program that writes into its own folder only",
                found="changed: " + ", ".join(map(str, altered.lost + altered.undone)),
                fix=fix.format(running_release()),
            )
            if altered.lost:  # nothing that it prints can be relied on
                self._spoiled = error
                raise error
            plain_interpreter(self.interpreter.parent.parent.parent)
            del self.installation
            raise error
        if strays:
            raise InstallationChanged(
                "{} wrote outside its folder".format(example.name),
                path=example.path,
                expected="a program that writes into its own folder only",
                found=", ".join("../" + name for name in strays),
                fix="correct the program",
            )

    def _step(self, example: Example, command: Command, place: Place, surroundings: Surroundings) -> Step:
        text, status = self._write(example, command, place, surroundings)
        ending = command.ending(self.python)
        raised = _exception(text) if ending.exception else None
        if status != ending.status or raised != ending.exception:
            raise self._unexpected(example, command, ending, status, text)
        return Step(command.text, text, status, raised)

    def _write(self, example: Example, command: Command, place: Place, surroundings: Surroundings) -> Tuple[str, int]:
        data, status = _Process(self, example, command, place, surroundings).finish()
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise self.mistake(
                example, "wrote bytes that are not UTF-8", command, found="{!r}".format(data[error.start :][:20])
            ) from None
        text = normalize(text, example.declaration.normalize, shown_paths(place.folder, place.interpreter))
        control = re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text)
        if control:
            raise self.mistake(
                example,
                "wrote a control character",
                command,
                expected="text that a page can show",
                found=repr(text[max(0, control.start() - 20) : control.end()]),
            )
        return text, status

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

    def __init__(
        self, runner: Runner, example: Example, command: Command, place: Place, surroundings: Surroundings
    ) -> None:
        self.runner, self.example, self.command = runner, example, command
        self.chunks: List[bytes] = []
        self.flooded = False
        typed = command.typed.encode("utf-8")
        if command.stdin_file is not None:
            typed = (place.folder / command.stdin_file).read_bytes()
        words = [str(place.interpreter), *([str(command.under)] if command.under else []), *command.arguments]
        environment = _environment(command, place, surroundings.seed, runner.python.jit)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.writer = threading.Thread(target=self._write, args=(typed,), daemon=True)
        self.process = Supervised(words, place, environment, sorted(surroundings.others))
        try:
            self.reader.start()
            if typed:
                self.writer.start()
            else:
                self._write(typed)
        except BaseException:  # an interrupt from the keyboard, say
            self.process.end()
            raise

    def _read(self) -> None:
        size = 0
        while True:
            chunk = os.read(self.process.output.fileno(), 65536)
            if not chunk:
                return
            size += len(chunk)
            if size > self.runner.limit:
                self.flooded = True
                self.process.end()
                return
            self.chunks.append(chunk)

    def _write(self, typed: bytes) -> None:
        with contextlib.suppress(OSError):  # a program need not read what it is given; Windows has another error
            self.process.input.write(typed)
        with contextlib.suppress(OSError):
            self.process.input.close()

    def finish(self) -> Tuple[bytes, int]:
        """Wait for the end and return what was written, and the exit status."""
        example, runner = self.example, self.runner
        timeout = example.declaration.timeout
        try:
            ending = self.process.wait(timeout)
            if ending is None:
                raise runner.mistake(
                    example,
                    "did not end within {:g} seconds".format(timeout),
                    self.command,
                    found="it had written {} bytes".format(sum(map(len, self.chunks))),
                    fix="correct the program, or declare: # book: timeout SECONDS",
                )
            self.reader.join(GRACE)
            if self.flooded:
                raise runner.mistake(example, "wrote more than {} bytes".format(runner.limit), self.command)
            if ending.status is None:
                raise runner.mistake(example, "ended the process that watches over it", self.command)
            if ending.left or self.reader.is_alive():
                raise runner.mistake(
                    example, "left a process running", self.command, expected="every process that it starts ended"
                )
            return b"".join(self.chunks), ending.status
        finally:  # after an interrupt from the keyboard too
            self.process.end()
            self.reader.join(GRACE)
            if not self.reader.is_alive():
                self.process.close()


def _environment(command: Command, place: Place, seed: int, jit: bool) -> Dict[str, str]:
    """Return the whole environment of a program: nothing of the caller's, so nothing of it can show."""
    environment = {
        **platforms.variables(place.folder, os.environ),
        **place.variables,
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
