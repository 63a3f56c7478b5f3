"""A program that runs and cannot leave anything running: the other end of :mod:`bookcheck.programs.supervisor`."""

import contextlib
import marshal
import select
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Mapping, Optional, Sequence

from bookcheck import platforms
from bookcheck.programs.surroundings import Place

GRACE = 1.0
"""Seconds that the children of a program have to end after it."""

_SUPERVISOR = Path(__file__).with_name("supervisor.py")


@dataclass(frozen=True)
class Ending:
    """How a program ended: its exit ``status``, None if nobody saw it, and whether it left a process running."""

    status: Optional[int]
    left: bool = False


class Supervised:
    """A program that has been started; ``input`` and ``output`` are its streams."""

    def __init__(
        self, words: Sequence[str], place: Place, environment: Mapping[str, str], facts: Sequence[str]
    ) -> None:
        self._control: Optional[socket.socket] = None
        arguments = list(words)
        inherited = []
        other: Optional[socket.socket] = None
        if not platforms.WINDOWS:
            self._control, other = socket.socketpair()
            inherited = [other.fileno()]
            order = {
                "words": list(words),
                "environment": dict(environment),
                "facts": list(facts),
                "beside": str(place.beside / "made"),
                "grace": GRACE,
            }
            arguments = [sys.executable, "-I", "-S", str(_SUPERVISOR), str(other.fileno()), marshal.dumps(order).hex()]
        try:
            self.process = subprocess.Popen(
                arguments,
                cwd=str(place.folder),
                env=dict(environment) if platforms.WINDOWS else None,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                pass_fds=inherited,
                **platforms.own_group(),
            )
        finally:
            if other is not None:
                other.close()
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.input: IO[bytes] = self.process.stdin
        self.output: IO[bytes] = self.process.stdout

    def wait(self, timeout: float) -> Optional[Ending]:
        """Return how the program ended; None if it has not within ``timeout`` seconds."""
        if self._control is None:
            try:
                return Ending(self.process.wait(timeout))
            except subprocess.TimeoutExpired:
                return None
        ready, _, _ = select.select([self._control], [], [], timeout)
        if not ready:
            return None
        said = self._control.recv(4096)
        status, left = said.split() if said else (None, 0)
        return Ending(status if status is None else int(status), bool(int(left)))

    def end(self) -> None:
        """End the program with all that it started, if it runs; return when that is done."""
        if self._control is None:
            platforms.kill_tree(self.process)
        else:
            with contextlib.suppress(OSError):
                self._control.shutdown(socket.SHUT_RDWR)
        self.process.wait()

    def close(self) -> None:
        """Let go of the streams of a program that has ended."""
        self.output.close()
        if self._control is not None:
            self._control.close()
