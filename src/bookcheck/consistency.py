"""The gate that any Python can close, without running anything: do pages, examples, recordings and claims agree?"""

from typing import Dict, Iterator, List

from bookcheck.diagrams.declared_names import check_names
from bookcheck.diagrams.diagram import check_diagrams, drawings
from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.pages.claims import CLAIM_ROLES, check_claim
from bookcheck.pages.directives import check_options, check_trace
from bookcheck.pages.glossary import check_terms
from bookcheck.pages.index_entries import check_index
from bookcheck.pages.moves import check_moves
from bookcheck.pages.page import Page
from bookcheck.pages.scanner import Block
from bookcheck.pages.version_sentences import check_versions
from bookcheck.programs.examples import Example
from bookcheck.recordings.builds import BUILDS, build_program, check_builds
from bookcheck.recordings.explanations import check_sentences, unexplained
from bookcheck.recordings.integrity import check_recording
from bookcheck.recordings.linked_lines import check_positions
from bookcheck.recordings.recording import Recording

COUNTED = ("examples", "claims")


def check_book(project: Book) -> List[BookError]:
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
        errors += unexplained(project)
    except BookError as error:
        errors.append(error)
    # A mistake in one example is met again by every directive; it is one mistake.
    return list({str(error): error for error in errors}.values())


def check_page(project: Book, page: Page) -> Iterator[BookError]:
    """Yield what is wrong in one page: its blocks, its example directives, the counts in its front matter."""
    for block in page.blocks:
        if block.refusal is not None:
            yield BookError(block.refusal, path=page.path, line=block.line, fix="make it an example, or text")
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
        "claims": sum(role.name in CLAIM_ROLES for role in page.roles),
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
                fix="look whether one was lost or added, then write what is right",
            )


def check_directive(project: Book, page: Page, block: Block) -> Example:
    """Return the example that a directive shows; raise :class:`BookError` if it, or an option, is not there."""
    return check_options(project, block.argument, block.options, page.path, block.line)


def _unshown(project: Book) -> Iterator[BookError]:
    """Yield an error for each example and each trace that no page shows, and each probe that no page claims."""
    shown = {block.argument for page in project.pages for block in page.examples}
    for name, example in project.examples.items():
        if name not in shown:
            yield BookError(
                "no page shows the example {}".format(name),
                path=example.path,
                fix="show it with ```{{example}} {}, or remove it and its recording".format(name),
            )
    shown = {block.argument for page in project.pages for block in page.traces}
    for name in project.traces:
        example = project.examples[name]
        if name not in shown:
            yield BookError(
                "no page shows the trace of {}".format(name),
                path=example.path,
                line=example.declaration.trace.line if example.declaration.trace else None,
                fix="show it with ```{{trace}} {}, or take the line and its recording away".format(name),
            )
    claimed = {claim.probe for claim in project.claims}
    for probe in project.probes.values():
        if probe.name not in claimed:
            yield BookError(
                "no page claims what {} proves".format(probe.name),
                path=probe.path,
                line=probe.line,
                fix="bind it with {{since}}`3.x <{}>`, or remove it".format(probe.name),
            )


def _recordings(project: Book) -> Iterator[BookError]:
    """Yield what is wrong with the recordings, then with the claims that rest on them."""
    wanted = {project.recording_path(name) for name in [*project.programs, BUILDS]}
    for path in sorted(project.recordings.rglob("*.txt")):
        if path not in wanted:
            yield BookError("a recording has no example", path=path, fix="git rm it, or bring the example back")
    loaded: Dict[str, Recording] = {}
    for program in project.programs.values():
        try:
            loaded[program.name] = project.load_recording(program)
        except BookError as error:
            yield error
        else:
            yield from check_recording(project, program, loaded[program.name])
            yield from check_sentences(project, program, loaded[program.name])
            yield from check_positions(project, program, loaded[program.name])
    answers = {  # a stale one is reported above, once, and not again for each claim
        package: loaded[program.name]
        for package, program in project.probe_programs.items()
        if program.name in loaded and loaded[program.name].program == program.digest
    }
    for claim in project.claims:
        if claim.probe not in project.probes or claim.probe.partition(".")[0] in answers:
            yield from check_claim(claim, project.probes, answers, project.pythons)


def _builds(project: Book) -> Iterator[BookError]:
    """Yield what is wrong with the recording of the builds."""
    program = build_program()
    try:
        recording = project.load_recording(program)
    except BookError as error:
        yield error
    else:
        yield from check_recording(project, program, recording)
        yield from check_builds(project, recording)
