"""The gate that any Python can close, without running anything: do pages, examples, recordings and claims agree?"""

from pathlib import Path
from typing import Dict, Iterator, List, Mapping, Sequence

from bookcheck import changes, claims
from bookcheck.builds import NAME as BUILDS
from bookcheck.builds import build_program, check_builds
from bookcheck.diagram_names import check_names
from bookcheck.diagrams import check_diagrams, drawings
from bookcheck.errors import BookError
from bookcheck.examples import Example
from bookcheck.glossary import check_terms
from bookcheck.index_entries import check_index
from bookcheck.linking import check_positions
from bookcheck.page import Page
from bookcheck.project import Project
from bookcheck.publishing.moved import check_moves
from bookcheck.recordings import Recording, dump, stale
from bookcheck.scanner import Block
from bookcheck.versions import check_versions

OPTIONS = ("caption", "part", "files", "predict", "fold")
TRACE_OPTIONS = ("caption",)
COUNTED = ("examples", "claims")


def check_book(project: Project) -> List[BookError]:
    """Return every mistake in the book that can be seen without running an example, in the order of the files."""
    errors: List[BookError] = []
    try:
        for page in project.pages:
            errors += check_page(project, page)
        errors += check_diagrams(project.pages, drawings(project))
        errors += check_names(project)
        errors += check_terms(project.pages)
        errors += check_index(project.pages)
        errors += check_moves(project)
        errors += _unshown(project)
        errors += _recordings(project)
        errors += check_versions(project)
        errors += _builds(project)
        errors += changes.unexplained(project)
    except BookError as error:
        errors.append(error)
    # A mistake in one example is met again by every directive; it is one mistake.
    return list({str(error): error for error in errors}.values())


def check_page(project: Project, page: Page) -> Iterator[BookError]:
    """Yield what is wrong in one page: its blocks, its example directives, the counts in its front matter."""
    for block in page.blocks:
        if block.refusal is not None:
            yield BookError(block.refusal, path=page.path, line=block.line, cure="make it an example, or text")
        elif block in page.examples:
            try:
                check_directive(project, page, block)
            except BookError as error:
                yield error
    for block in page.traces:
        try:
            check_trace(project, block.argument, block.options, page.path, block.line)
        except BookError as error:
            yield error
    found = {
        "examples": len(page.examples),
        "claims": sum(role.name in claims.ROLES for role in page.roles),
    }
    for key in COUNTED:
        stated = page.front_matter.get(key, "0")
        if stated != str(found[key]):
            yield BookError(
                "the front matter miscounts the {} of the page".format(key),
                path=page.path,
                line=1,
                expected="{}: {}".format(key, found[key]),
                found="{}: {}".format(key, stated),
                cure="look whether one was lost or added, then write what is right",
            )


def check_directive(project: Project, page: Page, block: Block) -> Example:
    """Return the example that a directive shows; raise :class:`BookError` if it, or an option, is not there."""
    return check_options(project, block.argument, block.options, page.path, block.line)


def check_options(project: Project, name: str, options: Mapping[str, str], path: Path, line: int) -> Example:
    """Return the example ``name``; raise :class:`BookError` if it, or one of its directive's ``options``, is wrong.

    ``path`` and ``line`` say where the directive stands.
    """
    example = project.example(name, path, line)

    def wrong(problem: str, known: object) -> BookError:
        names = [str(name) for name in known]  # type: ignore[attr-defined]
        return BookError(problem, path=path, line=line, expected="one of " + ", ".join(names), cure="correct it")

    _check_values("an example", options, OPTIONS, path, line)
    for file in options.get("files", "").split():
        if file not in example.files:
            raise wrong("{} has no file {!r}".format(example.name, file), example.files)
    part = options.get("part")
    main = example.files[example.main]
    if part is not None and main.part(part) is None:
        raise wrong("{} has no part {!r}".format(example.name, part), main.part_names or ["(it has none)"])
    return example


def check_trace(project: Project, name: str, options: Mapping[str, str], path: Path, line: int) -> Example:
    """Return the program that traces the example ``name``; raise :class:`BookError` if that declares no trace.

    ``path`` and ``line`` say where the directive with ``options`` stands.
    """
    example = project.example(name, path, line)
    _check_values("a trace", options, TRACE_OPTIONS, path, line)
    if name not in project.traces:
        raise BookError(
            "the example {} declares no trace".format(name),
            path=path,
            line=line,
            expected="# book: trace FUNCTION, in the last lines of {}".format(example.path),
            cure="declare it, then: make record E={}".format(name),
        )
    return project.traces[name]


def _check_values(what: str, options: Mapping[str, str], known: Sequence[str], path: Path, line: int) -> None:
    for option, value in options.items():
        if option not in known:
            problem, expected = "{} has no option {!r}".format(what, option), "one of " + ", ".join(known)
            raise BookError(problem, path=path, line=line, expected=expected, cure="correct it")
        if not value.strip():
            raise BookError("the option {!r} says nothing".format(option), path=path, line=line, cure="give it a value")


def _unshown(project: Project) -> Iterator[BookError]:
    """Yield an error for each example and each trace that no page shows, and each probe that no page claims."""
    shown = {block.argument for page in project.pages for block in page.examples}
    for name, example in project.examples.items():
        if name not in shown:
            yield BookError(
                "no page shows the example {}".format(name),
                path=example.path,
                cure="show it with ```{{example}} {}, or remove it and its recording".format(name),
            )
    shown = {block.argument for page in project.pages for block in page.traces}
    for name in project.traces:
        example = project.examples[name]
        if name not in shown:
            yield BookError(
                "no page shows the trace of {}".format(name),
                path=example.path,
                line=example.declaration.trace.line if example.declaration.trace else None,
                cure="show it with ```{{trace}} {}, or take the line and its recording away".format(name),
            )
    claimed = {claim.probe for claim in project.claims}
    for probe in project.probes.values():
        if probe.name not in claimed:
            yield BookError(
                "no page claims what {} proves".format(probe.name),
                path=probe.path,
                line=probe.line,
                cure="bind it with {{since}}`3.x <{}>`, or remove it".format(probe.name),
            )


def _recordings(project: Project) -> Iterator[BookError]:
    """Yield what is wrong with the recordings, then with the claims that rest on them."""
    wanted = {project.recording_path(name) for name in [*project.programs, BUILDS]}
    for path in sorted(project.recordings.rglob("*.txt")):
        if path not in wanted:
            yield BookError("a recording has no example", path=path, cure="git rm it, or bring the example back")
    loaded: Dict[str, Recording] = {}
    for program in project.programs.values():
        try:
            loaded[program.name] = project.load_recording(program)
        except BookError as error:
            yield error
        else:
            yield from check_recording(project, program, loaded[program.name])
            yield from changes.check_sentences(project, program, loaded[program.name])
            yield from check_positions(project, program, loaded[program.name])
    answers = {  # a stale one is reported above, once, and not again for each claim
        package: loaded[program.name]
        for package, program in project.probe_programs.items()
        if program.name in loaded and loaded[program.name].program == program.digest
    }
    for claim in project.claims:
        if claim.probe not in project.probes or claim.probe.partition(".")[0] in answers:
            yield from claims.check_claim(claim, project.probes, answers, project.pythons)


def _builds(project: Project) -> Iterator[BookError]:
    """Yield what is wrong with the recording of the builds."""
    program = build_program()
    try:
        recording = project.load_recording(program)
    except BookError as error:
        yield error
    else:
        yield from check_recording(project, program, recording)
        yield from check_builds(project, recording)


def check_recording(project: Project, example: Example, recording: Recording) -> Iterator[BookError]:
    """Yield what is wrong with one recording: stale, pending, incomplete, of a Python that is not in the list."""
    path = project.recording_path(example.name)
    cure = "make record E={}".format(example.name)
    if recording.program != example.digest:
        yield stale(recording, example.digest, path)
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
            cure='make record V="{}" E={}'.format(" ".join(waiting), example.name),
        )
    known = [python.tag for python in applicable]
    for key in recording.outcomes:
        base = next((python for python in applicable if key == python.tag or key.startswith(python.base + ".")), None)
        if base is None:
            yield BookError(
                "{} is recorded for {}, on which it does not run".format(example.name, key),
                path=path,
                expected="only " + " ".join(known),
                cure=cure,
            )
    if not waiting and path.read_bytes().decode("utf-8") != dump(recording, project.pythons):
        yield BookError("the recording is not in its one form", path=path, cure=cure)
