"""What is wrong with the recordings, as far as that can be seen without running anything and without the pages."""

from typing import Iterator

from bookcheck.errors import BookError
from bookcheck.programs.examples import Example
from bookcheck.pythons.python import read_key
from bookcheck.recordings.builds import BUILDS, build_program, check_builds
from bookcheck.recordings.explanations import check_sentences, unexplained
from bookcheck.recordings.law_runs import check_recorded_laws, is_laws
from bookcheck.recordings.linked_lines import check_positions
from bookcheck.recordings.project import Project
from bookcheck.recordings.recording import Recording
from bookcheck.recordings.recording_file import dump_recording, stale


def check_recordings(project: Project) -> Iterator[BookError]:
    """Yield what is wrong with the recordings of the programs of ``project`` and with that of the builds."""
    wanted = {project.recording_path(name) for name in [*project.programs, BUILDS]}
    for path in sorted(project.recordings.rglob("*.txt")):
        if path not in wanted:
            yield BookError(
                "a recording has no example",
                path=path,
                fix="bring the example back, or: git rm {}".format(project.relative(path)),
            )
    for program in [*project.programs.values(), build_program()]:
        try:
            recording = project.load_recording(program)
        except BookError as error:
            yield error
            continue
        yield from check_recording(project, program, recording)
        if is_laws(program):
            yield from check_recorded_laws(project, program, recording)
        if program.name == BUILDS:
            yield from check_builds(project, recording)
        else:
            yield from check_sentences(project, program, recording)
            yield from check_positions(program, recording)
        if program.name in project.examples:
            yield from unexplained(project, program, recording)


def check_recording(project: Project, example: Example, recording: Recording) -> Iterator[BookError]:
    """Yield what is wrong with one recording: stale, pending, incomplete, of a Python that is not in the list."""
    path = project.recording_path(example.name)
    fix = "make record E={}".format(example.name)
    if recording.program != example.digest:
        yield stale(example, recording, path)
        return
    applicable = project.applicable(example)
    missing = {python.tag for python in applicable if recording.look_up(python) is None}
    excused = {python.tag for python in applicable if python.kept and python.tag in recording.pending}
    order = [python.tag for python in project.pythons]
    waiting = sorted(
        {*recording.pending, *missing} - excused,
        key=lambda tag: (order.index(tag) if tag in order else len(order), tag),
    )
    if waiting:
        yield BookError(
            "{} is not recorded for Python {}".format(example.name, ", ".join(waiting)),
            path=path,
            fix='make record V="{}" E={}'.format(" ".join(waiting), example.name),
        )
    known = [python.tag for python in applicable]
    run = {*known, *(release + python.variant for python in applicable for release in python.also)}
    for key in recording.outcomes:
        if key not in run and read_key(key).tag in known:
            yield BookError(
                "{} is recorded for {}, a release that no gate runs".format(example.name, key),
                path=path,
                expected="one of " + " ".join(sorted(run)),
                fix="list the release in {} as also {}; or without it: make record E={}".format(
                    project.list.name, read_key(key).release, example.name
                ),
            )
        elif key not in run:
            yield BookError(
                "{} is recorded for {}, on which it does not run".format(example.name, key),
                path=path,
                expected="only " + " ".join(known),
                fix=fix,
            )
    form = recording if example.name == BUILDS else recording.folded(applicable)
    if not waiting and path.read_bytes().decode("utf-8") != dump_recording(form, project.pythons):
        yield BookError("the recording is not in its one form", path=path, fix=fix)
