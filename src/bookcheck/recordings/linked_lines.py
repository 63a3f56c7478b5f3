"""Source to output: which lines of a program each line of what it wrote is about, as the example declares."""

import ast
import re
from typing import Dict, Iterator, List, NamedTuple, Sequence, Tuple

from bookcheck.errors import BookError, near
from bookcheck.programs.examples import Example
from bookcheck.programs.positions import FORMS, Positions
from bookcheck.programs.runner import Outcome
from bookcheck.recordings.project import Project
from bookcheck.recordings.recording import Recording
from bookcheck.tracing.recorded_trace import parse_trace

_TEXT = re.compile(r"^(?P<name>\w+)[ ]*=[ ]*(?P<text>[rR]?(?P<quotes>\"\"\"|''').*?(?<!\\)(?P=quotes))", re.M | re.S)


class Place(NamedTuple):
    """A line of a file of a program, as the page numbers it."""

    file: str
    line: int


class Source(NamedTuple):
    """The lines of a file that the numbers in an output count: ``length`` lines, line 1 of them is line ``first``."""

    file: str
    first: int
    length: int

    def place(self, number: int) -> Place:
        """Return where line ``number`` of the source is."""
        return Place(self.file, self.first + number - 1)


def source_of(example: Example, positions: Positions) -> Source:
    """Return the source that ``positions`` name; raise :class:`BookError` if ``example`` has none of that name.

    A text that the program holds begins with a backslash after its quotes, so that its lines are lines of the file.
    """
    name = positions.source or example.main
    if name in example.files:
        return Source(name, 1, len(example.files[name].text.rstrip("\n").split("\n")))
    program = example.files[example.main].text
    texts = {match["name"]: match for match in _TEXT.finditer(program)}
    if name not in texts:
        raise _wrong(
            example,
            positions,
            "{} has no source {!r}{}".format(example.name, name, near(name, [*texts, *example.files])),
            "one of " + ", ".join([*example.files, *texts]),
            "name a file of the program, or a text that it assigns at its top level",
        )
    match = texts[name]
    lines = str(ast.literal_eval(match["text"])).rstrip("\n").split("\n")
    first = program.count("\n", 0, match.start("text")) + 2
    if program.split("\n")[first - 1 : first - 1 + len(lines)] != lines:
        raise _wrong(
            example,
            positions,
            "the lines of {} are not lines of {}".format(name, example.main),
            '{} = """\\, and each of its lines below as the program has it'.format(name),
            "write it so",
        )
    return Source(example.main, first, len(lines))


def output_places(example: Example, output: str) -> List[Tuple[Place, ...]]:
    """Return, for each line of ``output``, the places in ``example`` that it is about.

    Raises as :func:`source_of` does.
    """
    lines = output.rstrip("\n").split("\n")
    places_of_lines: List[Dict[Place, None]] = [{} for _ in lines]
    for positions in example.declaration.positions:
        source = source_of(example, positions)
        for places, numbers in zip(places_of_lines, FORMS[positions.form](lines)):
            places.update((source.place(number), None) for number in numbers if 0 < number <= source.length)
    return [tuple(places) for places in places_of_lines]


def program_places(project: Project, example: Example, outcomes: Sequence[Outcome]) -> "frozenset[Place]":
    """Return every place of ``example`` that something recorded of it is about: ``outcomes``, or its trace."""
    all_places = {
        place
        for outcome in outcomes
        for step in outcome.steps
        for places in output_places(example, step.output)
        for place in places
    }
    if example.name in project.traces:
        recording = project.load_recording(project.traces[example.name])
        for outcome in recording.outcomes.values():
            all_places.update(Place(example.main, step.line) for step in parse_trace(outcome.steps[0].output).steps)
    return frozenset(all_places)


def check_positions(example: Example, recording: Recording) -> Iterator[BookError]:
    """Yield what is wrong with the positions that ``example`` declares: one that leads nowhere, or none at all."""
    if recording.program != example.digest:
        return
    for positions in example.declaration.positions:
        try:
            source = source_of(example, positions)
        except BookError as error:
            yield error
            continue
        linked = False
        for key, outcome in recording.outcomes.items():
            for number, text in _numbers(outcome, positions):
                linked = linked or 0 < number <= source.length
                # The last token of a source is below its last line.
                if number > source.length + ("ENDMARKER" in text):
                    yield _wrong(
                        example,
                        positions,
                        "a position in the output of {} is outside its source".format(example.name),
                        "lines 1 to {} of {}".format(source.length, positions.source or example.main),
                        "name the source whose lines are meant, or take the line away",
                        found="line {} in {!r}, on Python {}".format(number, text.strip(), key),
                    )
                    return
        if not linked:
            yield _wrong(
                example,
                positions,
                "nothing that {} writes has a position in the form {!r}".format(example.name, positions.form),
                "an output with positions, or another of the forms " + ", ".join(FORMS),
                "correct the form, or take the line away",
            )


def _numbers(outcome: Outcome, positions: Positions) -> Iterator[Tuple[int, str]]:
    for step in outcome.steps:
        lines = step.output.split("\n")
        for text, numbers in zip(lines, FORMS[positions.form](lines)):
            for number in numbers:
                yield number, text


def _wrong(example: Example, positions: Positions, problem: str, expected: str, fix: str, found: str = "") -> BookError:
    declared = "# book: positions {}{}".format(positions.form, " of " + positions.source if positions.source else "")
    return BookError(
        problem, path=example.path, line=positions.line, expected=expected, found=found or declared, fix=fix
    )
