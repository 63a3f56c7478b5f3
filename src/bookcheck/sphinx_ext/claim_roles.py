"""The claim roles, ``{since}``, ``{until}`` and ``{during}``, and ``{claims}``, which lists every claim's probe."""

import ast
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective, SphinxRole

from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.pages.claims import CLAIM_ROLES, Claim, check_claim, read_claim
from bookcheck.pages.page import reading_order
from bookcheck.programs.examples import Example
from bookcheck.programs.laws import Law
from bookcheck.programs.probes import Probe, shared_source
from bookcheck.pythons.python import KEPT
from bookcheck.recordings.answers import recorded_answers
from bookcheck.sphinx_ext.domain import BookDomain, book_of, link
from bookcheck.sphinx_ext.nodes import can_fold, code, fold, fresh_id, sentence_nodes, summary, tagged
from bookcheck.sphinx_ext.places import unresolved
from bookcheck.sphinx_ext.survey import Survey
from bookcheck.sphinx_ext.tables import cell, table


class claim_mark(unresolved):
    """The mark of a claim in prose: a badge that leads to the probe, or words in a format that has no use for a badge.

    It has the ``probe``, the range in ``words`` (3.11+) and in ``plain`` text (since 3.11), the ``sentence`` that is
    claimed, and whether it is ``proved``.
    """

    def resolved(self, book: BookDomain, builder: Builder, here: str) -> Iterator[nodes.Node]:
        """Yield the badge or the words."""
        if not can_fold(builder):
            yield nodes.target("", "", ids=self["ids"])
            yield nodes.Text(f"({self['plain']})")
            return
        answers = (("applies to your Python", "claim-yes"), ("not on your Python", "claim-no"))
        signs = answers if self["proved"] else (("unproved", "claim-sign"),)
        inner: list[nodes.Node] = [nodes.inline("", self["words"], classes=["claim-range"]), nodes.Text(" ")]
        inner += [nodes.inline("", sign, classes=[name]) for sign, name in signs]
        listed = book.first("listed", self["probe"])
        if listed:
            inner = link(builder, here, listed, *inner, title=self["sentence"])  # type: ignore[arg-type]
        yield tagged("", "", *inner, ids=self["ids"], pythons=self["pythons"], classes=["claim"])


class named_in(unresolved):
    """Becomes ``words`` and the pages that name ``known`` in ``table`` of the domain, each a link to the place."""

    def resolved(self, book: BookDomain, builder: Builder, here: str) -> list[nodes.Node]:
        """Return the sentence."""
        places = sorted(book.data[self["table"]].get(self["known"], ()), key=lambda claimed: reading_order(claimed[0]))
        first: dict[str, tuple[str, str]] = {}
        for docname, identifier in places:
            first.setdefault(docname, (docname, identifier))
        sentence = nodes.paragraph("", self["words"] + " ", classes=["claim-pages"])
        for index, (docname, claimed) in enumerate(first.items()):
            sentence += [nodes.Text(", ")] if index else []
            sentence += link(builder, here, claimed, nodes.Text(book.env.titles[docname].astext()))
        if not first:
            sentence += nodes.Text("no page")
        return [sentence]


class ClaimRole(SphinxRole):
    """A claim in prose; refuses one that its probe does not prove on every Python."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the mark of the claim."""
        book = book_of(self.env)
        source, line = self.get_source_info()
        path = Path(source or self.env.doc2path(self.env.docname))
        try:
            claim = read_claim(self.name, self.text, book.project.pythons, path, line or 1)
            probe = book.project.probes.get(claim.probe)
            errors = unproved(book, claim)
        except BookError as error:
            book.report_in_page(error)
            return [], []
        for unmet in errors:
            book.report_in_page(unmet)
        package = claim.probe.partition(".")[0]
        if package in book.project.probe_programs:
            book.note_program(f"{package}/claims")
        document = self.inliner.document
        identifier = fresh_id(document, f"claimed {claim.probe}")
        mark = claim_mark(
            probe=claim.probe,
            words=claim.words,
            pythons=[python.tag for python in book.project.pythons if claim.holds_on(python)],
            plain=plain_range(claim),
            sentence=f"{spoken_range(claim)}: {probe.sentence.replace('`', '')}" if probe else "",
            proved=not errors and package in book.probe_recordings,
            ids=[identifier],
        )
        document.note_explicit_target(mark)
        self.set_source_info(mark)
        book.note_place("claimed", claim.probe, identifier)
        return [mark], []


def unproved(book: BookDomain, claim: Claim) -> list[BookError]:
    """Return why the recorded answers do not prove ``claim``; nothing if they do, or if none can be relied on."""
    package = claim.probe.partition(".")[0]
    if claim.probe in book.project.probes and package not in book.probe_recordings:
        return []  # the recording itself has been reported
    return check_claim(claim, book.project.probes, book.probe_recordings, book.project.pythons)


def plain_range(claim: Claim) -> str:
    """Return the range of a claim for plain text: ``since 3.11``, ``up to 3.10``, ``3.12–3.13 only``."""
    words = {"since": "since {}", "until": "up to {}", "during": "{} only"}
    return words[claim.role].format(claim.range.strip("+≤ ")) + "".join(", not " + tag for tag in claim.without)


def spoken_range(claim: Claim) -> str:
    """Return the range of a claim as the beginning of a sentence: ``Since Python 3.11``."""
    words = {"since": "Since Python {}", "until": "Up to Python {}", "during": "On Python {} only"}
    left_out = "".join(", not " + tag for tag in claim.without)
    return words[claim.role].format(claim.range.strip("+≤ ")) + left_out


class ClaimsDirective(Survey):
    """Lists every probe of the book: what it proves, where that is claimed, its source, its answers."""

    def survey(self, project: Book) -> Iterator[nodes.Node]:
        """Yield a section for each package, in the order in which a reader of the pages meets them."""
        claims: dict[str, list[Claim]] = {}
        for claim in project.claims:
            claims.setdefault(claim.probe, []).append(claim)
        for program in project.probe_programs.values():
            book_of(self.env).note_program(program.name)
        for package in dict.fromkeys(name.partition(".")[0] for name in [*claims, *project.probes]):
            if package in project.probe_programs:
                yield self.section(project, package, claims)

    def section(self, project: Book, package: str, claims: dict[str, list[Claim]]) -> nodes.section:
        """Return the list of a package's probes, under its name and what the package says of itself."""
        section = package_section(self, package, "claims", project.probe_programs[package])
        shared = shared_source(project.probe_programs[package].path)
        if shared:
            source = code(shared, "text", f"the probes of {package}", classes=["claim-source"])
            self.set_source_info(source)
            title = summary("", "", nodes.Text("What these probes use"))
            section += fold("", title, source, state="closed", classes=["claim-probe"])
        probes = [probe for name, probe in project.probes.items() if name.partition(".")[0] == package]
        items = [self.item(probe, claims.get(probe.name, [])) for probe in probes]
        section += nodes.bullet_list("", *items, classes=["claims"], bullet="-")
        return section

    def item(self, probe: Probe, claims: list[Claim]) -> nodes.Element:
        """Return what the list says of one probe."""
        book = book_of(self.env)
        identifier = fresh_id(self.state.document, f"claim {probe.name}")
        proved = not any(error for claim in claims for error in unproved(book, claim))
        statement = nodes.paragraph("", "", *sentence_nodes(probe.sentence), classes=["claim-sentence"])
        statement["support_smartquotes"] = False  # --option is no dash
        for words in sorted({claim.words for claim in claims}):
            statement += [nodes.Text(" "), nodes.inline(words, words, classes=["claim-range"])]
        item = nodes.list_item("", statement, ids=[identifier], classes=[] if proved else ["claim-unproved"])
        item += self.answers(probe)
        item += folded_source(self, probe, "probe")
        item += named_in(table="claimed", known=probe.name, words="Claimed in")
        self.state.document.note_explicit_target(item)
        book.note_place("listed", probe.name, identifier)
        return item

    def answers(self, probe: Probe) -> nodes.Element:
        """Return the table of what the probe answered on each Python, a variant only where it answers otherwise."""
        book = book_of(self.env)
        package, _, name = probe.name.partition(".")
        recording = book.probe_recordings.get(package)
        answers: dict[str, str] = {}
        for python in book.project.pythons:
            answer = recorded_answers(recording, python).get(name, "") if recording else ""
            if answer != answers.get(python.base):
                answers[python.tag] = answer
        kept = [python.tag for python in book.project.pythons if python.kept]
        head = [f"{tag} ({KEPT})" if tag in kept else tag for tag in answers]
        return table(head, [nodes.row("", *map(answer_cell, answers.values()))], ["claim-answers"])


def folded_source(directive: SphinxDirective, proof: Probe | Law, kind: str) -> fold:
    """Return the source of a probe or law, which ``kind`` says, and where that is, folded."""
    text = proof.function if isinstance(proof, Probe) else proof.source
    source = code(text, "python", f"{kind} {proof.name}", classes=["claim-source"])
    directive.set_source_info(source)
    place = nodes.paragraph("", f"Line {proof.line}", classes=["claim-place"])
    title = summary("", "", nodes.Text(f"The {kind} "), nodes.literal(proof.name, proof.name))
    return fold("", title, source, place, state="closed", classes=["claim-probe"])


def package_section(directive: SphinxDirective, package: str, kind: str, program: Example) -> nodes.section:
    """Return the section of a ``package`` in a list of probes or laws: its name, and what it says of itself."""
    document = directive.state.document
    section = nodes.section("", nodes.title("", package), ids=[fresh_id(document, f"{kind} {package}")])
    document.note_explicit_target(section)
    about = ast.get_docstring(ast.parse((program.path.parent / "__init__.py").read_bytes()))
    if about:
        section += nodes.paragraph("", about)
    path = book_of(directive.env).project.relative(program.path).as_posix()
    section += nodes.paragraph("", "", nodes.literal(path, path), classes=["claim-place"])
    return section


def answer_cell(answer: str) -> nodes.entry:
    """Return the cell of what a probe answered; "" is an answer that is yet to be recorded."""
    name = "claim-" + (answer.lower() if answer in ("True", "False") else "unanswered")
    return cell({"True": "true", "False": "false", "": "not asked"}.get(answer, answer), classes=[name])


def _check_listed(app: Sphinx, env: BuildEnvironment) -> None:
    """Report claims that no page lists: their marks would lead nowhere."""
    report_unlisted(env, ("claimed", "listed"), "the claim of {}", "probes", "claims")


def report_unlisted(env: BuildEnvironment, tables: tuple[str, str], named: str, listed: str, directive: str) -> None:
    """Report that pages name what no page lists with ``directive``; ``tables`` are those of the domain."""
    book = book_of(env)
    used, places = (book.data[table] for table in tables)
    if used and not places:
        name = min(used)
        book.report(
            BookError(
                f"{named.format(name)} has no place to lead to",
                path=Path(env.doc2path(min(used[name])[0])),
                expected=f"a page that lists the {listed}",
                fix=f"write ```{{{directive}}} into a page of its own",
            )
        )


def setup_claim(app: Sphinx) -> None:
    """Register the roles, the directive and the check that every claim is listed."""
    for role in CLAIM_ROLES:
        app.add_role(role, ClaimRole())
    app.add_directive("claims", ClaimsDirective)
    app.connect("env-check-consistency", _check_listed)
