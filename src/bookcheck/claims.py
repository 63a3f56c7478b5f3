"""Claims: statements about versions in the prose, each bound to a probe that is run on every Python."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, List, Mapping, Optional, Sequence, Tuple

from bookcheck.declaration import Command, Declaration
from bookcheck.errors import BookError, near
from bookcheck.examples import PROBES, Example, ProgramFile
from bookcheck.marks import MarkedSource, take_apart
from bookcheck.pythons import Python, running_tag
from bookcheck.recordings import Recording

ROLES = ("since", "until", "during")
_TEXT = re.compile(r"(?P<first>[\d.]+)(?:[-–](?P<last>[\d.]+))? <(?P<package>\w+)\.(?P<probe>\w+)>")

# Runs beside a claims.py and writes a line for each probe: its name and what it returned.
_HARNESS = """\
import inspect
import claims

probes = [value for value in vars(claims).values() if inspect.isfunction(value) and value.__module__ == "claims"]
for probe in sorted(probes, key=lambda probe: probe.__code__.co_firstlineno):
    if not probe.__name__.startswith("_"):
        try:
            answer = probe()
            words = str(answer) if isinstance(answer, bool) else "returned {!r}".format(answer)
        except Exception as error:
            words = "raised {}: {}".format(type(error).__name__, error)
        print(probe.__name__, " ".join(words.split()))
"""


@dataclass(frozen=True)
class Claim:
    """One claim in a page: its words, the probe that proves it, and where it stands.

    ``first`` and ``last`` are the versions between which it holds, both included; None is an open end.
    """

    role: str
    first: Optional[Tuple[int, int]]
    last: Optional[Tuple[int, int]]
    probe: str
    path: Path
    line: int

    def holds_on(self, python: Python) -> bool:
        """Whether the claim says that the probe is true on ``python``."""
        return (self.first is None or python.version >= self.first) and (
            self.last is None or python.version <= self.last
        )

    @property
    def words(self) -> str:
        """The claim as a page shows it: ``3.11+``, ``≤ 3.10``, ``3.12–3.13``."""
        first, last = ("{}.{}".format(*version) if version else "" for version in (self.first, self.last))
        if not last:
            return first + "+"
        if not first:
            return "≤ " + last
        return first if first == last else "{}–{}".format(first, last)


def read_claim(role: str, text: str, pythons: Sequence[Python], path: Path, line: int) -> Claim:
    """Read the text of a claim role, ``3.11 <pipeline.binary_op>``; raise :class:`BookError` if it does not read."""
    match = _TEXT.fullmatch(text.strip())
    if match is None or (match["last"] and role != "during"):
        raise BookError(
            "a claim does not read",
            path=path,
            line=line,
            expected="{{since}}`3.11 <package.probe>`, {{until}}`3.10 <…>` or {{during}}`3.12-3.13 <…>`".replace(
                "{{", "{"
            ).replace("}}", "}"),
            found="{{{}}}`{}`".format(role, text),
            cure="correct it",
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
                cure="correct it, or add the Python to the list",
            )
    first, last = (
        Python(tag, "").version if tag else None for tag in (match["first"], match["last"] or match["first"])
    )
    if role == "since":
        last = None
    elif role == "until":
        first = None
    return Claim(role, first, last, "{}.{}".format(match["package"], match["probe"]), path, line)


@dataclass(frozen=True)
class Probe:
    """One probe: the sentence that it proves, its source and where that stands."""

    name: str
    sentence: str
    source: str
    path: Path
    line: int


def probe_program(package: str, path: Path) -> Example:
    """Return the program that runs every probe of ``path``, the claims.py of ``package``.

    It is recorded and checked as an example is; a page does not show it.
    """
    marked = _read(path)
    files = {
        "run_probes.py": ProgramFile(_HARNESS.encode(), _HARNESS, MarkedSource(_HARNESS)),
        "claims.py": ProgramFile(marked.program.encode("utf-8"), marked.program, marked),
    }
    declaration = Declaration((Command("python run_probes.py", ("run_probes.py",)),), timeout=60)
    return Example("{}/{}".format(package, PROBES), path, None, files, declaration)


def _read(path: Path) -> MarkedSource:
    try:
        marked = take_apart(path.read_bytes().decode("utf-8"), path)
    except UnicodeDecodeError as error:
        raise BookError("the probes are no UTF-8 text", path=path, found=str(error), cure="save it as UTF-8") from None
    if marked.declaration:
        raise BookError(
            "probes declare nothing: each runs on every Python",
            path=path,
            line=marked.declaration[0].line,
            found="# book: " + marked.declaration[0].text,
            cure="take the line away; a probe returns False where what it looks for is not there",
        )
    return marked


def find_probes(package: str, path: Path) -> Dict[str, Probe]:
    """Return the probes of ``path`` by full name, ``package.probe``; each needs a docstring.

    A claims.py must parse on every Python: what only some can parse, a probe gives to :func:`compile` as text.
    """
    text = _read(path).program
    try:
        tree = ast.parse(text, str(path))
    except SyntaxError as error:
        raise BookError(
            "the probes do not parse on Python {}".format(running_tag()),
            path=path,
            line=error.lineno,
            found=error.msg,
            cure="give what only some Pythons can parse to compile(), as text",
        ) from None
    probes: Dict[str, Probe] = {}
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        name = "{}.{}".format(package, node.name)
        sentence = ast.get_docstring(node)
        if not sentence:
            raise BookError(
                "the probe {} has no docstring".format(name),
                path=path,
                line=node.lineno,
                expected="the claim, as a sentence",
                cure="write it",
            )
        source = "\n".join(text.split("\n")[node.lineno - 1 : node.end_lineno])
        probes[name] = Probe(name, sentence, source, path, node.lineno)
    return probes


def results(recording: Recording, python: Python, release: Optional[str] = None) -> Dict[str, str]:
    """Return what each probe of a recorded claims.py answered on ``python``: ``True``, ``False`` or an error.

    Nothing if that is yet to be recorded.
    """
    outcome = recording.look_up(python, release)
    if outcome is None or python.tag in recording.pending:
        return {}
    lines = outcome.steps[0].output.splitlines()
    return {name: answer for name, _, answer in (line.partition(" ") for line in lines)}


def check_claim(
    claim: Claim, probes: Mapping[str, Probe], recordings: Mapping[str, Recording], pythons: Sequence[Python]
) -> List[BookError]:
    """Return what is wrong with ``claim``, held against the recorded answers of its probe on all ``pythons``."""

    if claim.probe not in probes:
        cure = "write the function in claims.py, then: make record"
        return [_wrong(claim, "has no probe{}".format(near(claim.probe, probes)), cure=cure)]
    package, _, name = claim.probe.partition(".")
    recording = recordings[package]
    errors = []
    # One that is to be recorded yet is reported for the recording; one that is kept and was not asked proves nothing.
    asked = [python for python in pythons if not (python.kept and python.tag in recording.pending)]
    left = [python.tag for python in pythons if python not in asked]
    if len({claim.holds_on(python) for python in asked}) == 1:
        if len({claim.holds_on(python) for python in pythons}) == 1:
            problem, cure = "cannot fail: it holds on every Python of the list, or on none", "name another range"
        else:
            problem = "is proved on one side only: the probe was not asked on Python " + ", ".join(left)
            cure = "make record V={} E={}/claims, if it can be had, or take the claim out".format(
                _quoted(left), package
            )
        errors.append(_wrong(claim, problem, cure=cure))
    for python in pythons:
        if python.tag in recording.pending:
            continue  # reported once, for the recording
        error = check_answer(claim, probes[claim.probe], python, results(recording, python).get(name, "nothing"))
        if error is not None:
            errors.append(error)
    return errors


def check_answer(claim: Claim, probe: Probe, python: Python, answer: str) -> Optional[BookError]:
    """Return what is wrong if ``probe`` gave ``answer`` on ``python``, or None if that is what ``claim`` says."""
    expected = str(claim.holds_on(python))
    if answer == expected:
        return None
    problem = "is not so on Python {}".format(python.tag)
    cure = "correct the claim, or the probe at {}:{}".format(probe.path, probe.line)
    return _wrong(claim, problem, expected=expected, found=answer, cure=cure)


def _quoted(tags: Sequence[str]) -> str:
    return tags[0] if len(tags) == 1 else '"{}"'.format(" ".join(tags))


def _wrong(claim: Claim, problem: str, **details: Optional[str]) -> BookError:
    problem = "the claim “{}” of {} {}".format(claim.words, claim.probe, problem)
    return BookError(problem, path=claim.path, line=claim.line, **details)
