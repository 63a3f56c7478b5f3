"""The gate that runs nothing: do pages, examples, recordings and claims agree?"""

from typing import Dict, Iterator, List

from bookcheck.characters import first_unseen
from bookcheck.diagrams.declared_names import check_names
from bookcheck.diagrams.descriptions import check_described
from bookcheck.diagrams.diagram import check_diagrams
from bookcheck.errors import BookError
from bookcheck.pages.block_rules import content_refusal
from bookcheck.pages.book import Book
from bookcheck.pages.claims import CLAIM_ROLES, check_claim, find_claims
from bookcheck.pages.counts import page_counts
from bookcheck.pages.directives import check_options, check_trace
from bookcheck.pages.glossary import check_terms
from bookcheck.pages.index_entries import check_index
from bookcheck.pages.moves import check_moves
from bookcheck.pages.page import Kind, Page
from bookcheck.pages.universal import check_universal
from bookcheck.pages.version_sentences import check_versions
from bookcheck.programs.examples import check_text
from bookcheck.recordings.integrity import check_recordings
from bookcheck.recordings.recording import Recording


def check_book(project: Book) -> List[BookError]:
    """Return every mistake in the book that can be seen without running an example; needs MyST-Parser."""
    return _collected(check_pages(project), check_recordings(project), _outputs(project))


def check_without_pages(project: Book) -> List[BookError]:
    """Return every mistake in the recordings, and in what the claims say of them; needs the standard library only."""
    return _collected(check_recordings(project), _claims(project), _outputs(project))


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
    yield from check_versions(project)
    yield from check_universal(project)
    yield from check_described(project)
    yield from _characters(project)


def _characters(project: Book) -> Iterator[BookError]:
    """Yield an error for each page with a character that cannot be seen, typed or as an entity."""
    for page in project.pages:
        text = page.text[1:] if page.text.startswith("\ufeff") else page.text
        error = first_unseen(text.replace("\r\n", "\n"), page.path)
        if error is not None:
            yield error
        for said in page.said if error is None else ():
            error = first_unseen("".join(part.text for part in said.parts), page.path, said.line)
            if error is not None:
                yield error


def _outputs(project: Book) -> Iterator[BookError]:
    """Yield an error for each recording, and each file of probes, with a character that cannot be seen."""
    for path in sorted([*project.examples_root.glob("*/__init__.py"), *project.examples_root.glob("*/claims.py")]):
        try:
            check_text(path.read_bytes().decode("utf-8", "replace"), path.read_bytes(), path)
        except BookError as wrong:
            yield wrong
    for path in sorted(project.recordings.rglob("*.txt")):
        error = first_unseen(path.read_bytes().decode("utf-8", "replace"), path)
        if error is not None:
            yield error


def check_page(project: Book, page: Page) -> Iterator[BookError]:
    """Yield what is wrong in one page: its blocks, its example directives, the counts in its front matter."""
    for block in page.blocks:
        refusal = block.refusal
        if refusal is None and block.kind is Kind.FENCE:
            refusal = content_refusal(block.name, block.content.split("\n"))
        if refusal is not None:
            fix = "make it an example: ```{example} PACKAGE/NAME; then: make check"
            yield BookError(refusal, path=page.path, line=block.line, fix=fix)
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
    yield from _unfound_claims(page)
    counts = page_counts(page)
    for key, count in (("examples", counts.examples), ("claims", counts.claims)):
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


def _unfound_claims(page: Page) -> Iterator[BookError]:
    """Yield an error for each claim that only MyST finds, or only the search that runs on every Python."""
    in_prose = {role.start: role.line for role in page.roles if role.name in CLAIM_ROLES}
    in_text = {role.start: role.line for role in find_claims(page.text)}
    for start in sorted({*in_prose, *in_text}):
        if start not in in_text:
            yield BookError(
                "a claim is in a form that pytest does not find",
                path=page.path,
                line=in_prose[start],
                expected="{since}`3.11 <package.probe>`, with one backtick, after a space or a bracket",
                fix="correct it",
            )
        elif start not in in_prose:
            yield BookError(
                "a claim is not in prose, so no reader sees it",
                path=page.path,
                line=in_text[start],
                fix="move it into a sentence; to show how a claim is written, put `` before it",
            )


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
