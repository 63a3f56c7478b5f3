"""Laws: universal sentences, each bound to a property that is checked over a corpus on each Python.

A law is a generator function in the ``laws.py`` of a package; ``run_laws.py`` says what it yields. Its docstring holds
the sentence, and behind an empty line what is counted, the twin, and the Pythons that the sentence names, if any::

    Every jump leads to the beginning of an instruction of the same code object.

    Counts: jumps in the library
    Twin: Every jump leads forward.
    Pythons: SPEC
"""

import ast
import inspect
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Iterable, Iterator, Optional, Tuple

from bookcheck.errors import BookError
from bookcheck.programs import corpora
from bookcheck.programs.declaration import Command, Declaration
from bookcheck.programs.examples import LAWS, Example, ProgramFile
from bookcheck.programs.questions import plain_file, question
from bookcheck.pythons.python import Python
from bookcheck.pythons.running import running_tag
from bookcheck.pythons.spec import Spec

_ENGINE = (Path(__file__).with_name("run_laws.py"), Path(__file__).with_name("corpora.py"))
_FIELDS = ("Counts", "Twin", "Pythons")
_COUNT = r"(\d+) of (\d+)((?:, not [^;]*)?)"
_RAISED = re.compile(r"(\w+\.\w+): raised (.+)")
_LINE = re.compile(r"(\w+\.\w+): {0}; twin: {0}".format(_COUNT))


@dataclass(frozen=True)
class Law:
    """One law: its sentence, that of its false twin, what is counted, the Pythons it is about, and where it is."""

    name: str
    sentence: str
    twin: str
    counts: str
    pythons: Optional[Spec]
    source: str
    path: Path
    line: int

    def applies(self, python: Python) -> bool:
        """Whether the law is about ``python``."""
        return self.pythons is None or self.pythons.matches(python)


@dataclass(frozen=True)
class Verdict:
    """What was counted of a law, in cases: ``size`` of them, in ``held`` the law held, in ``twin_held`` its twin.

    ``against`` names counterexamples of the law, ``against_twin`` one of the twin. ``raised`` is the exception that the
    property raised, "" for none.
    """

    size: int
    held: int
    against: Tuple[str, ...]
    twin_held: int
    against_twin: Tuple[str, ...]
    raised: str = ""


def find_laws(package: str, path: Path) -> Dict[str, Law]:
    """Return the laws of ``path``, the laws.py of ``package``, by full name, ``package.law``.

    Raises :class:`BookError` for a file that does not parse, and for a law without a sentence, a corpus, what it counts
    or a twin.
    """
    text = _read(path)
    try:
        tree = ast.parse(text, str(path))
    except SyntaxError as error:
        problem = "the laws do not parse on Python {}".format(running_tag())
        fix = "give what only some Pythons can parse to compile(), as text"
        raise BookError(problem, path=path, line=error.lineno, found=error.msg, fix=fix) from None
    laws: Dict[str, Law] = {}
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        law = _law(package, node, text, path)
        if law.name in laws:
            raise BookError("two laws are named {}".format(law.name), path=path, line=node.lineno, fix="rename one")
        laws[law.name] = law
    return laws


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise BookError("the laws are not UTF-8 text", path=path, found=str(error), fix="save it as UTF-8") from None


def _law(package: str, node: ast.FunctionDef, text: str, path: Path) -> Law:
    name = "{}.{}".format(package, node.name)

    def bad(problem: str, expected: str, found: Optional[str] = None) -> BookError:
        problem = "the law {} {}".format(name, problem)
        return BookError(problem, path=path, line=node.lineno, expected=expected, found=found, fix="write it")

    parameters = [argument.arg for argument in node.args.args]
    single = [*corpora.EACH, *corpora.LISTS]
    of_files = bool(parameters) and set(parameters) <= set(corpora.PER_FILE)
    if not of_files and parameters not in [[name] for name in single]:
        expected = "one of {}; or some of {}".format(", ".join(single), ", ".join(corpora.PER_FILE))
        raise bad("names no corpus by its parameters", expected, ", ".join(parameters) or "no parameter")
    if not any(isinstance(inner, ast.Yield) for inner in ast.walk(node)):
        raise bad("yields no case", "yield place, whether the law holds there, whether the twin does")
    sentence, _, rest = inspect.cleandoc(ast.get_docstring(node) or "").partition("\n\n")
    fields = dict(re.findall(r"^({}): (.+)$".format("|".join(_FIELDS)), rest, re.MULTILINE))
    left = [line for line in rest.splitlines() if line.partition(": ")[0] not in fields]
    if not sentence.strip() or sentence.partition(": ")[0] in _FIELDS:
        raise bad("has no sentence", "a docstring that begins with it")
    for field, expected in (
        ("Counts", "Counts: jumps in the library"),
        ("Twin", "Twin: a false sentence like the law"),
    ):
        if field not in fields:
            raise bad("does not say its {}".format(field.lower()), expected)
    if left:
        raise bad("has a line that cannot be parsed", ", ".join(field + ": …" for field in _FIELDS), left[0])
    try:
        spec = Spec(fields["Pythons"]) if "Pythons" in fields else None
    except ValueError as error:
        raise bad("names Pythons that cannot be parsed", "Pythons: >=3.11", str(error)) from None
    sentence = " ".join(sentence.split())
    unsaid = [words for words in _conditions(spec) if words not in sentence] if spec else []
    if unsaid:
        raise bad("does not say which Pythons it is about", "a sentence that names {}".format(unsaid[0]), sentence)
    if sentence.rstrip(".") == fields["Twin"].rstrip("."):
        raise bad("is its own twin", "Twin: a sentence that is nearly the same and false", fields["Twin"])
    source = "\n".join(text.split("\n")[node.lineno - 1 : node.end_lineno])
    return Law(name, sentence, fields["Twin"], fields["Counts"], spec, source, path, node.lineno)


def _conditions(spec: Spec) -> Iterator[str]:
    """Yield the words that a sentence about the Pythons of ``spec`` has in it: versions, and what a build has."""
    for term in spec.text.split():
        version = re.fullmatch(r"(\D*)(\d+)\.(\d+)", term)
        if version is None:
            yield {"gil": "GIL", "jit": "JIT", "no-jit": "JIT"}.get(term, term)
        elif version[1] in ("<", ">"):
            yield "{}.{}".format(version[2], int(version[3]) + (1 if version[1] == ">" else -1))
        else:
            yield "{}.{}".format(version[2], version[3])


def laws_program(package: str, path: Path) -> Example:
    """Return the program of all laws of ``path``, the laws.py of ``package``: its name, and the digest of its files.

    :func:`run_together` makes the program that runs.
    """
    files = {file.name: plain_file(file.read_text(encoding="utf-8")) for file in _ENGINE}
    files["laws_of_{}.py".format(package)] = plain_file(_read(path))
    return question("{}/{}".format(package, LAWS), path, files)


def run_together(programs: Iterable[Example], names: Iterable[str]) -> Example:
    """Return the program that checks the laws ``names`` of several packages, so that each corpus is built once."""
    files: Dict[str, ProgramFile] = {}
    path = Path(LAWS)
    for program in programs:
        files.update(program.files)
        path = program.path
    # -S leaves out what others installed for this Python; the runner's environment has nothing of the caller's.
    command = Command("python -S -B run_laws.py", ("-S", "-B", "run_laws.py", *names))
    return Example(LAWS, path, None, files, Declaration((command,), timeout=900))


def read_verdicts(text: str) -> Dict[str, Verdict]:
    """Return the verdicts in what ``run_laws.py`` wrote, by full name; a line in another form is left out."""
    verdicts = {}
    for match in filter(None, map(_RAISED.fullmatch, text.splitlines())):
        verdicts[match[1]] = Verdict(0, 0, (), 0, (), match[2])
    for match in filter(None, map(_LINE.fullmatch, text.splitlines())):
        name, held, size, against, twin_held, _, against_twin = match.groups()
        named, of_twin = (tuple(words.split(", not ")[1:]) for words in (against, against_twin))
        verdicts[name] = Verdict(int(size), int(held), named, int(twin_held), of_twin)
    return verdicts
