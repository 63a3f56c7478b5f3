"""The recorded builds: the entry of this Python is of this Python."""

from bookcheck.pages.book import Book
from bookcheck.recordings.builds import build_program, builds_of, check_running
from bookcheck.recordings.recorder import make_runner
from tests.small_book import ROOT


def test_the_entry_of_this_python_is_of_this_python() -> None:
    project = Book(ROOT)
    error = check_running(project, make_runner(project))
    assert error is None, str(error)


def test_every_python_has_an_entry_and_no_entry_names_a_folder() -> None:
    project = Book(ROOT)
    recording = project.load_recording(build_program())
    assert list(recording.outcomes) == [python.tag for python in project.pythons]
    for python in project.pythons:
        for facts in builds_of(recording, python):
            assert not [fact for fact in facts.values() if "/home" in fact or "/usr" in fact or fact.startswith("/")]
