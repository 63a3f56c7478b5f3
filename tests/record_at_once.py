"""``python record_at_once.py TAG NAME…``: records examples of the book in the current folder as TAG, many times.

Waits for a line on standard input before it starts, and exits with a message if another process undid what it wrote.
"""

import os
import sys
import time
from pathlib import Path
from unittest import mock

from bookcheck.pages.book import Book
from bookcheck.pythons.python import find_python
from bookcheck.recordings.recorder import record
from tests.small_book import Pretended

project = Book(Path.cwd())
python = find_python(project.pythons, sys.argv[1], project.list)
programs = [project.programs[name] for name in sys.argv[2:]]
sync = os.fsync


def slow_sync(descriptor: int) -> None:
    """Take as long as a disk would, so that two that do not wait for each other are sure to meet."""
    sync(descriptor)
    time.sleep(0.002)


def recorded(number: int) -> str:
    return "{} {}\n".format(python.tag, number)


print("ready", flush=True)
sys.stdin.readline()
with mock.patch("bookcheck.recordings.recorder.running_release", return_value=python.release), mock.patch(
    "os.fsync", slow_sync
):
    for number in range(12):
        for program in programs:
            outcome = project.load_recording(program).look_up(python) if number else None
            if outcome is not None and outcome.steps[0].output != recorded(number - 1):
                sys.exit("{} was lost on {}".format(recorded(number - 1).strip(), python.tag))
            record(project, program, Pretended(python, recorded(number)))
