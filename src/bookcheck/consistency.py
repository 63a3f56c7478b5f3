"""The gate that runs nothing: do pages, examples, recordings and claims agree?"""

from typing import Dict, Iterator, List

from bookcheck.diagrams.declared_names import check_names
from bookcheck.diagrams.diagram import check_diagrams
from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.pages.claims import CLAIM_ROLES, check_claim, find_claims
from bookcheck.pages.counts import page_counts
from bookcheck.pages.directives import check_options, check_trace
from bookcheck.pages.glossary import check_terms
from bookcheck.pages.index_entries import check_index
from bookcheck.pages.moves import check_moves
from bookcheck.pages.named_laws import LAW_ROLE, check_law_role, find_law_roles
from bookcheck.pages.page import Page, Role
from bookcheck.pages.version_sentences import check_versions
from bookcheck.recordings.integrity import check_recordings
from bookcheck.recordings.recording import Recording


def check_book(project: Book) -> List[BookError]:
    """Return every mistake in the book that can be seen without running an example; needs MyST-Parser."""
    return _collected(check_pages(project), check_recordings(project))


def check_without_pages(project: Book) -> List[BookError]:
    """Return every mistake in the recordings, and in what the claims say of them; needs the standard library only."""
    return _collected(check_recordings(project), _claims(project), _laws(project))


def _collected(*checks: Iterator[BookError]) -> List[BookError]:
    errors: List[BookError] = []
    for check in checks:
        try:
            errors.extend(check)
        except BookError as error:
            errors.append(error)
    # A mistake in one example is met again by every directive; it is one mistake.
    return list({str(error): error for error in errors}.values())


def check_pages(project: Book) -> Iterator[BookError]:
    """Yield every mistake in the pages, and where they disagree with the examples and the recorded answers."""
    for page in project.pages:
        yield from check_page(project, page)
    yield from check_diagrams(project.pages, project.diagrams)
    yield from check_names(project)
    yield from check_terms(project.pages)
    yield from check_index(project.pages)
    yield from check_moves(project)
    yield from _unshown(project)
    yield from _claims(project)
    yield from _laws(project)
    yield from check_versions(project)


def check_page(project: Book, page: Page) -> Iterator[BookError]:
    """Yield what is wrong in one page: its blocks, its example directives, the counts in its front matter."""
    for block in page.blocks:
        if block.refusal is not None:
            yield BookError(block.refusal, path=page.path, line=block.line, fix="make it an example, or text")
        elif block in page.examples:
            try:
                check_options(project, block.argument, block.options, page.path, block.line)
            except BookError as error:
                yield error
    for block in page.traces:
        try:
            check_trace(project, block.argument, block.options, page.path, block.line)
        except BookError as error:
            yield error
    yield from _unfound_roles(page)
    counts = page_counts(page)
    for key, count in (("examples", counts.examples), ("claims", counts.claims), ("laws", counts.laws)):
        stated = page.front_matter.get(key, "0")
        if stated != str(count):
            yield BookError(
                "the front matter miscounts the {} of the page".format(key),
                path=page.path,
                line=1,
                expected="{}: {}".format(key, count),
                found="{}: {}".format(key, stated),
                fix="check whether one was lost or added, then write the right number",
            )


def _unfound_roles(page: Page) -> Iterator[BookError]:
    """Yield an error for each claim or law that only MyST finds, or only the search that runs on every Python."""
    in_prose = {role.start: role for role in page.roles if role.name in (*CLAIM_ROLES, LAW_ROLE)}
    in_text = {role.start: role for role in (*find_claims(page.text), *find_law_roles(page.text))}
    for start in sorted({*in_prose, *in_text}):
        if start not in in_text:
            role = in_prose[start]
            form = "{law}`package.law`" if role.name == LAW_ROLE else "{since}`3.11 <package.probe>`"
            yield BookError(
                "a {} is in a form that pytest does not find".format(_kind(role)),
                path=page.path,
                line=role.line,
                expected=form + ", with one backtick, after a space or a bracket",
                fix="correct it",
            )
        elif start not in in_prose:
            kind = _kind(in_text[start])
            yield BookError(
                "a {} is not in prose, so no reader sees it".format(kind),
                path=page.path,
                line=in_text[start].line,
                fix="move it into a sentence; to show how a {} is written, put `` before it".format(kind),
            )


def _kind(role: Role) -> str:
    return "law" if role.name == LAW_ROLE else "claim"


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


def _claims(project: Book) -> Iterator[BookError]:
    """Yield what is wrong with the claims, held against the recorded answers of their probes."""
    answers: Dict[str, Recording] = {}
    for package, program in project.probe_programs.items():
        try:
            recording = project.load_recording(program)
        except BookError:
            continue  # check_recordings reports it
        if recording.program == program.digest:
            answers[package] = recording
    for claim in project.claims:
        if claim.probe not in project.probes or claim.probe.partition(".")[0] in answers:
            yield from check_claim(claim, project.probes, answers, project.pythons)


def _laws(project: Book) -> Iterator[BookError]:
    """Yield an error for each role that names a law which is not there."""
    for path, role in project.law_roles:
        error = check_law_role(project, role.text, path, role.line)
        if error is not None:
            yield error
