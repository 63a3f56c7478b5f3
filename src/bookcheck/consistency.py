"""The gate that runs nothing: do pages, examples, recordings and claims agree?"""

from typing import Dict, Iterable, Iterator, List, Set

from bookcheck.characters import first_unseen
from bookcheck.diagrams.declared_names import check_names
from bookcheck.diagrams.diagram import check_diagrams
from bookcheck.diagrams.universal_words import check_described
from bookcheck.errors import BookError, near
from bookcheck.pages.block_rules import content_refusal
from bookcheck.pages.book import Book
from bookcheck.pages.chapters import check_planned
from bookcheck.pages.claims import CLAIM_ROLES, check_claim, find_claims
from bookcheck.pages.directives import check_directive, check_options, check_trace
from bookcheck.pages.glossary import check_terms
from bookcheck.pages.index_entries import check_index
from bookcheck.pages.moves import check_moves
from bookcheck.pages.named_laws import LAW_ROLE, check_law_role, find_law_roles
from bookcheck.pages.page import Kind, Page, Role
from bookcheck.pages.references import check_references
from bookcheck.pages.toctree import check_toctrees, in_toctree_order
from bookcheck.pages.universal import check_universal
from bookcheck.pages.version_sentences import check_versions
from bookcheck.programs.examples import check_text
from bookcheck.recordings.integrity import check_recordings
from bookcheck.recordings.recording import Recording


def check_book(project: Book) -> List[BookError]:
    """Return every mistake in the book that can be seen without running an example; needs MyST-Parser."""
    unreadable = list(_unreadable(project))
    if unreadable:  # what is in the other pages may be about these
        return _collected(unreadable, check_recordings(project))

    from bookcheck.pages.front_matter import check_front_matter  # which needs PyYAML

    def front_matter() -> Iterator[BookError]:
        yield from check_front_matter(in_toctree_order(project))

    return _collected(
        (error for page in project.pages for error in check_page(project, page)),
        front_matter(),
        check_toctrees(project),
        _diagrams(project),
        check_names(project),
        check_references(project),
        _terms(project),
        check_index(project.pages),
        check_moves(project),
        check_planned(project),
        _undescribed(project),
        _unshown(project),
        _claims(project),
        _laws(project),
        check_versions(project),
        check_universal(project),
        check_described(project),
        _characters(project),
        _outputs(project),
        check_recordings(project),
    )


def check_without_pages(project: Book) -> List[BookError]:
    """Return every mistake in the recordings, and in what the claims say of them; needs the standard library only."""
    return _collected(check_recordings(project), _claims(project), _laws(project), _outputs(project))


def _collected(*checks: Iterable[BookError]) -> List[BookError]:
    errors: List[BookError] = []
    for check in checks:
        try:
            errors.extend(check)
        except BookError as error:  # it ends this check, and no other
            errors.append(error)
    # A mistake in one example is met again by every directive; it is one mistake.
    return list({str(error): error for error in errors}.values())


def _unreadable(project: Book) -> Iterator[BookError]:
    """Yield an error for each page that cannot be parsed; if this Python cannot read pages, that is the error."""
    try:
        project.pages  # noqa: B018
    except BookError:
        yield from project.unreadable_pages()


def _diagrams(project: Book) -> Iterator[BookError]:
    yield from check_diagrams(project.pages, project.diagrams)


def _terms(project: Book) -> Iterator[BookError]:
    yield from check_terms(project.pages)


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


def _undescribed(project: Book) -> Iterator[BookError]:
    """Yield an error for each example that does not say in its first line what it shows."""
    for example in project.examples.values():
        if not example.docstring.strip():
            yield BookError(
                "the example {} has no docstring".format(example.name),
                path=example.path,
                line=1,
                expected='"""What it shows.""" in its first line',
                fix="write it, then: make record E={}".format(example.name),
            )


def check_page(project: Book, page: Page) -> Iterator[BookError]:
    """Yield what is wrong in one page: its blocks, its example directives, its claims."""
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
        elif block.kind is Kind.DIRECTIVE:
            wrong = check_directive(block, page.path)
            if wrong is not None:
                yield wrong
    for block in page.traces:
        try:
            check_trace(project, block.argument, block.options, page.path, block.line)
        except BookError as error:
            yield error
    yield from _unfound_roles(page)


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
    """Yield an error for each example and each trace that no page shows, and each probe that no page claims.

    One that a misspelled name in a page may mean is left out: the error is reported there.
    """
    shown = {block.argument for page in project.pages for block in page.examples}
    for name in _neglected(shown, project.examples):
        yield BookError(
            "no page shows the example {}".format(name),
            path=project.examples[name].path,
            fix="show it with ```{{example}} {}, or remove it and its recording".format(name),
        )
    shown = {block.argument for page in project.pages for block in page.traces}
    for name in _neglected(shown, project.traces):
        example = project.examples[name]
        yield BookError(
            "no page shows the trace of {}".format(name),
            path=example.path,
            line=example.declaration.trace.line if example.declaration.trace else None,
            fix="show it with ```{{trace}} {}, or take the line and its recording away".format(name),
        )
    for name in _neglected({claim.probe for claim in project.claims}, project.probes):
        probe = project.probes[name]
        yield BookError(
            "no page claims what {} proves".format(name),
            path=probe.path,
            line=probe.line,
            fix="bind it with {{since}}`3.x <{}>`, or remove it".format(name),
        )


def _neglected(used: Set[str], there: Iterable[str]) -> List[str]:
    """Return the names ``there`` that are neither ``used`` nor similar to a name that is used and is not there."""
    known = list(there)
    wrong = [name for name in used if name not in known]
    return [name for name in known if name not in used and not any(near(other, [name]) for other in wrong)]


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
