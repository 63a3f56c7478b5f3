"""Writes a page as plain Markdown, for whoever reads text: examples with their outputs, claims in words."""

import re
from typing import Dict, Iterator, List, Sequence, Tuple

from bookcheck.pages.book import Book
from bookcheck.pages.claims import CLAIM_ROLES, Claim, read_claim
from bookcheck.pages.directives import check_options, check_trace
from bookcheck.pages.generated import DIRECTIVES, as_markdown
from bookcheck.pages.page import EXAMPLE, TRACE, Block, Page
from bookcheck.pythons.python import span
from bookcheck.recordings.answers import recorded_answers
from bookcheck.recordings.comparison import as_text
from bookcheck.recordings.groups import output_groups, refusals, unrecorded_words


def expand_page(project: Book, page: Page) -> str:
    """Return the text of ``page`` with programs, outputs and answers in the place of what a directive stands for.

    An example is shown whole, whatever part of it the page shows; its outputs stand below it, the newest first, each
    under the Pythons that wrote it. Raises :class:`BookError` as :func:`~bookcheck.consistency.check_page` reports it.
    """
    pieces: List[Tuple[int, int, str]] = []
    for block in page.blocks:
        if block.refusal is None and block.name == EXAMPLE:
            pieces.append(_instead(page.text, block, _example(project, page, block)))
        elif block.refusal is None and block.name == TRACE:
            pieces.append(_instead(page.text, block, _trace(project, page, block)))
        elif block.refusal is None and block.name == "claims":
            pieces.append(_instead(page.text, block, _claims(project)))
        elif block.refusal is None and block.name in DIRECTIVES:
            pieces.append(_instead(page.text, block, as_markdown(project, block.name, block.argument)))
    for role in page.roles:
        if role.name in CLAIM_ROLES:
            claim = read_claim(role.name, role.text, project.pythons, page.path, role.line)
            pieces.append((role.start, role.end, "({})".format(plain_range(claim))))
    text, end = "", 0
    for start, stop, instead in sorted(pieces):
        text += page.text[end:start] + instead
        end = stop
    return text + page.text[end:]


def plain_range(claim: Claim) -> str:
    """Return the range of a claim for plain text: ``since 3.11``, ``up to 3.10``, ``3.12–3.13 only``."""
    if claim.role == "since":
        return "since " + claim.words.rstrip("+")
    return "up to " + claim.words.lstrip("≤ ") if claim.role == "until" else claim.words + " only"


def _instead(text: str, block: Block, lines: List[str]) -> Tuple[int, int, str]:
    """Return the place of ``block`` and what goes there, in the same quotes and list items."""
    line_start = text.rfind("\n", 0, block.start) + 1
    before = re.match(r"[^`~:]*", text[line_start:])
    assert before is not None
    prefix = re.sub(r"[^>\s]", " ", before.group())
    body = "\n".join((prefix + line).rstrip() if index else line for index, line in enumerate(lines))
    return line_start + before.end(), block.end, body


def _example(project: Book, page: Page, block: Block) -> List[str]:
    example = check_options(project, block.argument, block.options, page.path, block.line)
    known = [python.tag for python in project.pythons]
    proved = [python.tag for python in project.proved_on(example)]
    caption = block.options.get("caption")
    head = "Example `{}`{}".format(example.name, ": " + caption if caption else "")
    lines = ["**{}** (proved on Python {})".format(head, span(proved, known)), ""]
    if "predict" in block.options:
        lines += ["Question: " + block.options["predict"], ""]
    for name, file in example.files.items():
        if len(example.files) > 1:
            lines += ["`{}`:".format(name), ""]
        language = "python" if name.endswith(".py") else "text"
        lines += [*fence(language, file.text.rstrip("\n").split("\n")), ""]
    for reason, tags in refusals(project, example).items():
        lines += ["Not on Python {}: {}".format(span(tags, known), reason), ""]
    unrecorded = unrecorded_words(project, example)
    if unrecorded:
        lines += [unrecorded + ".", ""]
    for group in output_groups(project, example):
        lines += ["Output on {}:".format(group.title), "", *fence("text", as_text(group.outcome)), ""]
    for each in example.declaration.changed:
        lines += ["From Python {} on: {}".format(each.tag, each.sentence), ""]
    return lines[:-1]


def _trace(project: Book, page: Page, block: Block) -> List[str]:
    program = check_trace(project, block.argument, block.options, page.path, block.line)
    caption = block.options.get("caption")
    lines = ["**Trace of example `{}`{}**".format(block.argument, ": " + caption if caption else ""), ""]
    for group in output_groups(project, program):
        output = group.outcome.steps[0].output.rstrip("\n").split("\n")
        lines += ["Steps on {}:".format(group.title), "", *fence("text", output), ""]
    return lines[:-1]


def _claims(project: Book) -> List[str]:
    ranges: Dict[str, List[str]] = {}
    for claim in project.claims:
        ranges.setdefault(claim.probe, []).append(plain_range(claim))
    lines: List[str] = []
    for probe in project.probes.values():
        package, _, name = probe.name.partition(".")
        stated = "; ".join(sorted(set(ranges.get(probe.name, ()))))
        lines += ["- {} ({}; probe `{}`)".format(probe.sentence, stated, probe.name), ""]
        for answer, tags in _answers(project, package, name):
            lines += ["  {} on {}".format(answer, span(tags, [python.tag for python in project.pythons])), ""]
        lines += ["  " + line for line in fence("python", probe.source.split("\n"))] + [""]
    return lines[:-1]


def _answers(project: Book, package: str, name: str) -> Iterator[Tuple[str, List[str]]]:
    recording = project.load_recording(project.probe_programs[package])
    found: Dict[str, List[str]] = {}
    for python in project.pythons:
        found.setdefault(recorded_answers(recording, python).get(name, "not recorded"), []).append(python.tag)
    yield from found.items()


def fence(language: str, lines: Sequence[str]) -> List[str]:
    """Return ``lines`` in a fence that none of them can end."""
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return [fence + language, *lines, fence]
