"""Claims: statements about versions in the prose, each bound to a probe that is run on every Python."""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Iterator, List, Mapping, Optional, Sequence, Tuple

from bookcheck.errors import BookError, near
from bookcheck.pages.page import Role
from bookcheck.programs.probes import Probe
from bookcheck.pythons.python import Python
from bookcheck.recordings.answers import recorded_answers
from bookcheck.recordings.recording import Recording

CLAIM_ROLES = ("since", "until", "during")
_TEXT = re.compile(
    r"(?P<first>[\d.]+)(?:[-–](?P<last>[\d.]+))?(?:, not (?P<without>\S+(?: \S+)*))?"
    r" <(?P<package>\w+)\.(?P<probe>\w+)>"
)


@dataclass(frozen=True)
class Claim:
    """One claim in a page: its words, the probe that proves it, and where it is.

    ``first`` and ``last`` are the versions between which it holds, both included; None is an open end. ``without`` are
    the tags of the variants in between, such as ``3.13t``, on which it does not hold.
    """

    role: str
    first: Optional[Tuple[int, int]]
    last: Optional[Tuple[int, int]]
    probe: str
    path: Path
    line: int
    without: Tuple[str, ...] = ()

    def holds_on(self, python: Python) -> bool:
        """Whether the claim says that the probe is true on ``python``."""
        if python.tag in self.without:
            return False
        return (self.first is None or python.version >= self.first) and (
            self.last is None or python.version <= self.last
        )

    @property
    def words(self) -> str:
        """The claim as a page shows it: ``3.11+``, ``≤ 3.10``, ``3.12–3.13``, ``3.11+, not 3.13t``."""
        return self.range + "".join(", not " + tag for tag in self.without)

    @property
    def range(self) -> str:
        """The versions of :attr:`words`, without the variants that are left out."""
        first, last = ("{}.{}".format(*version) if version else "" for version in (self.first, self.last))
        if not last:
            return first + "+"
        if not first:
            return "≤ " + last
        return first if first == last else "{}–{}".format(first, last)


def find_claims(text: str) -> Iterator[Role]:
    """Yield the roles in the page ``text`` that are claims; see :func:`find_roles`."""
    return find_roles(text, CLAIM_ROLES)


def find_roles(text: str, names: Sequence[str]) -> Iterator[Role]:
    """Yield the roles in the page ``text`` that are called one of ``names``, without reading its Markdown.

    :func:`bookcheck.consistency.check_page` reports where MyST would find others.
    """
    role = re.compile(r"(?<![`\\])\{(?P<name>" + "|".join(names) + r")\}`(?P<text>[^`]+)`")
    for match in role.finditer(text):
        start = match.start()
        before = text[:start].replace("\r\n", "\n").replace("\r", "\n")
        yield Role(match["name"], match["text"].replace("\n", " "), before.count("\n") + 1, start, match.end())


def read_claim(role: str, text: str, pythons: Sequence[Python], path: Path, line: int) -> Claim:
    """Read the text of a claim role, ``3.11 <pipeline.binary_op>``; raise :class:`BookError` if it cannot be parsed."""
    match = _TEXT.fullmatch(text.strip())
    if match is None or (match["last"] and role != "during"):
        raise BookError(
            "a claim cannot be parsed",
            path=path,
            line=line,
            expected="{since}`3.11 <package.probe>`, {until}`3.10 <…>` or {during}`3.12-3.13 <…>`;\n"
            "a variant in the range is left out as in {since}`3.11, not 3.13t <…>`",
            found="{{{}}}`{}`".format(role, text),
            fix="correct it",
        )
    known = [python.tag for python in pythons]
    for tag in filter(None, (match["first"], match["last"])):
        if tag not in known:
            raise BookError(
                "a claim names Python {}, which is not in the list{}".format(tag, near(tag, known)),
                path=path,
                line=line,
                expected="one of " + " ".join(known),
                found="{{{}}}`{}`".format(role, text),
                fix="correct it, or add the Python to the list",
            )
    first, last = (
        Python(tag, "").version if tag else None for tag in (match["first"], match["last"] or match["first"])
    )
    if role == "since":
        last = None
    elif role == "until":
        first = None
    probe, without = "{}.{}".format(match["package"], match["probe"]), tuple((match["without"] or "").split())
    claim = Claim(role, first, last, probe, path, line)
    left_out = [python for python in pythons if python.tag in without and python.is_variant and claim.holds_on(python)]
    if len(left_out) != len(without):
        variants = [python.tag for python in pythons if python.is_variant and claim.holds_on(python)]
        raise BookError(
            "a claim leaves out what is not a variant in its range",
            path=path,
            line=line,
            expected="some of " + (" ".join(variants) or "no variant: there is none in the range"),
            found=" ".join(without),
            fix="correct it",
        )
    return replace(claim, without=without)


def check_claim(
    claim: Claim, probes: Mapping[str, Probe], recordings: Mapping[str, Recording], pythons: Sequence[Python]
) -> List[BookError]:
    """Return what is wrong with ``claim``, held against the recorded answers of its probe on all ``pythons``."""

    if claim.probe not in probes:
        fix = "write the function in claims.py, then: make record E={}/claims".format(claim.probe.partition(".")[0])
        return [_wrong(claim, "has no probe{}".format(near(claim.probe, probes)), fix=fix)]
    package, _, name = claim.probe.partition(".")
    recording = recordings[package]
    errors = []
    # One that is to be recorded yet is reported for the recording; one that is kept and was not asked proves nothing.
    asked = [python for python in pythons if not (python.kept and python.tag in recording.pending)]
    left = [python.tag for python in pythons if python not in asked]
    if len({claim.holds_on(python) for python in asked}) == 1:
        if len({claim.holds_on(python) for python in pythons}) == 1:
            problem, fix = "cannot fail: it holds on every Python of the list, or on none", "name another range"
        else:
            problem = "is proved on one side only: the probe was not asked on Python " + ", ".join(left)
            fix = "remove the claim; or, if that Python is available: make record V={} E={}/claims".format(
                _quoted(left), package
            )
        errors.append(_wrong(claim, problem, fix=fix))
    for python in pythons:
        if python.tag in recording.pending:
            continue  # reported once, for the recording
        error = check_answer(
            claim, probes[claim.probe], python, recorded_answers(recording, python).get(name, "nothing")
        )
        if error is not None:
            errors.append(error)
    return errors


def check_answer(claim: Claim, probe: Probe, python: Python, answer: str) -> Optional[BookError]:
    """Return what is wrong if ``probe`` gave ``answer`` on ``python``, or None if that is what ``claim`` says."""
    expected = str(claim.holds_on(python))
    if answer == expected:
        return None
    problem = "is false on Python {}".format(python.tag)
    fix = "correct the claim, or the probe at {}:{}".format(probe.path, probe.line)
    return _wrong(claim, problem, expected=expected, found=answer, fix=fix)


def _quoted(tags: Sequence[str]) -> str:
    return tags[0] if len(tags) == 1 else '"{}"'.format(" ".join(tags))


def _wrong(claim: Claim, problem: str, **details: Optional[str]) -> BookError:
    problem = "the claim “{}” of {} {}".format(claim.words, claim.probe, problem)
    return BookError(problem, path=claim.path, line=claim.line, **details)
