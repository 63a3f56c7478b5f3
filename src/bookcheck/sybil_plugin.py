"""Makes the book's gate a pytest run: every example directive, claim and docstring is one test.

In a ``conftest.py``::

    from bookcheck.sybil_plugin import collect_book

    pytest_collect_file = collect_book(Path(__file__).parent)

Needs nothing of Sybil but what 7.1 (for Python 3.8), 9.3 (3.9, 3.10) and 10.1 share: parsers as plain functions.
"""

import ast
import doctest
import os
import re
import sys
import unittest
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Mapping, Optional, Tuple

from sybil import Document, Lexeme, Region, Sybil
from sybil.document import PythonDocStringDocument
from sybil.example import Example as SybilExample
from sybil.parsers.myst.lexers import DirectiveLexer
from sybil.parsers.rest import DocTestParser

from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.pages.claims import check_answer, check_claim, find_claims, read_claim
from bookcheck.pages.directives import check_options, check_trace
from bookcheck.pages.named_laws import check_law_role, find_law_roles
from bookcheck.pages.page import EXAMPLE, TRACE
from bookcheck.programs.examples import LAWS, Example
from bookcheck.programs.runner import Runner
from bookcheck.pythons.python import KEPT_AS_RECORDED
from bookcheck.pythons.running import running_release
from bookcheck.recordings.answers import recorded_answers
from bookcheck.recordings.comparison import check_program
from bookcheck.recordings.law_runs import check_law
from bookcheck.recordings.recorder import make_runner
from bookcheck.tracing.trace_program import SUFFIX

PROBE = re.compile(r".*<\s*([^<>]*?)\s*>", re.DOTALL)
"""What a claim is written as, with the name of its probe."""


@dataclass(frozen=True)
class Directive:
    """A directive as Sybil's lexer found it: its page and line, and what is written; ``source`` is its body."""

    path: Path
    line: int
    name: str
    argument: str
    options: Mapping[str, str]
    source: Lexeme


class BookParser:
    """Finds what a page has to prove, and proves it on the running Python; each program runs once a session.

    The directives are found by Sybil's lexer for MyST, on every Python, because MyST-Parser runs on the newer ones
    only. :func:`bookcheck.consistency.check_book` refuses the forms that this lexer does not find.
    """

    def __init__(self, project: Book) -> None:
        self.project = project
        self._runner: Optional[Runner] = None
        self._checked: Dict[str, Optional[BookError]] = {}
        self._provers = {EXAMPLE: self._prove_program, TRACE: self._prove_program}
        self._lexer = DirectiveLexer("|".join(self._provers))

    def __call__(self, document: Document) -> Iterator[Region]:
        """Yield a region for each example, trace and claim in ``document``."""
        directives = list(self._lexer(document))
        for region in directives:
            name, parts = region.lexemes["directive"], region.lexemes
            line = document.text.count("\n", 0, region.start) + 1
            place = (Path(document.path), line, name)
            directive = Directive(*place, parts["arguments"].strip(), parts["options"], parts["source"])
            yield Region(region.start, region.end, directive, self._provers[name])
        for role in find_claims(document.text):
            if not any(region.start <= role.start < region.end for region in directives):
                yield Region(role.start, role.end, role, self._prove_claim)
        for role in find_law_roles(document.text):
            if not any(region.start <= role.start < region.end for region in directives):
                yield Region(role.start, role.end, role, self._prove_named_law)

    def laws(self, document: Document) -> Iterator[Region]:
        """Yield a region for each law in ``document``, the laws.py of a package."""
        starts = [0, *(match.end() for match in re.finditer("\n", document.text))]
        for law in self.project.laws_of(Path(document.path).parent.name).values():
            start = starts[law.line - 1]
            yield Region(start, start + len(law.source), law.name, self._prove_law)

    @property
    def runner(self) -> Runner:
        """The runner of the running Python, made when the first program runs."""
        if self._runner is None:
            self._runner = make_runner(self.project)
        return self._runner

    def _check(self, program: Example) -> None:
        if program.name not in self._checked:
            self._checked[program.name] = None
            try:
                check_program(self.project, program, self.runner)
            except BookError as error:
                self._checked[program.name] = error
        mistake = self._checked[program.name]
        if mistake is not None:
            raise mistake
        python = self.runner.python
        if python.kept and python in self.project.unrecorded(program):
            words = "{} is not recorded on Python {}, which is {}"
            raise unittest.SkipTest(words.format(program.name, python.tag, KEPT_AS_RECORDED))

    def _prove_program(self, example: SybilExample) -> Optional[str]:
        directive = example.parsed
        check = check_options if directive.name == EXAMPLE else check_trace
        try:
            self._check(check(self.project, directive.argument, directive.options, directive.path, directive.line))
        except BookError as error:
            return str(error)
        return None

    def _prove_claim(self, example: SybilExample) -> Optional[str]:
        role = example.parsed
        try:
            claim = read_claim(role.name, role.text, self.project.pythons, Path(example.path), role.line)
            package, _, name = claim.probe.partition(".")
            if claim.probe not in self.project.probes:
                raise check_claim(claim, self.project.probes, {}, self.project.pythons)[0]
            program = self.project.probe_programs[package]
            self._check(program)
            python = self.runner.python
            recording = self.project.load_recording(program)
            answer = recorded_answers(recording, python, running_release()).get(name, "nothing")
            wrong = check_answer(claim, self.project.probes[claim.probe], python, answer)
        except BookError as error:
            wrong = error
        return None if wrong is None else str(wrong)

    def _prove_named_law(self, example: SybilExample) -> Optional[str]:
        role = example.parsed
        try:
            error = check_law_role(self.project, role.text, Path(example.path), role.line)
        except BookError as unread:
            error = unread
        return self._law_error(role.text.strip()) if error is None else str(error)

    def _prove_law(self, example: SybilExample) -> Optional[str]:
        return self._law_error(example.parsed)

    def _law_error(self, name: str) -> Optional[str]:
        """Return why the law ``name`` does not hold on the running Python, or None; all laws are checked at once."""
        try:
            check_law(self.project, self.project.laws[name], self.runner)
        except BookError as error:
            return str(error)
        return None


class DocStrings(PythonDocStringDocument):
    """The docstrings of a module; one that is in no package, a file of an example, is imported from its folder."""

    def import_document(self, example: SybilExample) -> None:
        """Import the module; leave nothing of its folder behind, another example has files of the same names."""
        folder = Path(self.path).parent
        if (folder / "__init__.py").exists():
            super().import_document(example)
        before = set(sys.modules)
        sys.path.insert(0, str(folder))
        try:
            super().import_document(example)
        finally:
            sys.path.remove(str(folder))
            for name in set(sys.modules) - before:
                if folder in Path(getattr(sys.modules[name], "__file__", None) or "/").parents:
                    del sys.modules[name]


class DocstringParser:
    """Finds the ``>>>`` of a docstring: it sees no name of an earlier one, and may change nothing for a later test.

    Without that Sybil evaluates all docstrings of a file in one namespace, and those of all files in one process.
    """

    def __init__(self) -> None:
        # Sybil 10 ignores blanks at the end of a line unless told otherwise; the older ones compare them.
        self.doctests = DocTestParser(doctest.OPTIONFLAGS_BY_NAME.get("KEEP_TRAILING_WHITESPACE", 0))

    def __call__(self, document: Document) -> Iterator[Region]:
        """Yield a region for each ``>>>`` in ``document``, the text of one docstring."""
        regions = list(self.doctests(document))
        if regions:
            isolation = _Isolation()
            regions[0].evaluator = isolation.begin(regions[0].evaluator)
            regions[-1].evaluator = isolation.end(regions[-1].evaluator)
        yield from regions


class _Isolation:
    """What one docstring found when it began."""

    def __init__(self) -> None:
        self.before: Optional[Tuple[int, str, List[str]]] = None

    def begin(self, evaluate: Any) -> Callable[[SybilExample], Any]:
        def start(example: SybilExample) -> Any:
            module = example.namespace.setdefault("__bookcheck_module__", dict(example.namespace))
            example.namespace.clear()
            example.namespace.update(module, __bookcheck_module__=module)
            self.before = (sys.getrecursionlimit(), os.getcwd(), sys.path[:])
            return evaluate(example)

        return start

    def end(self, evaluate: Any) -> Callable[[SybilExample], Any]:
        def finish(example: SybilExample) -> Any:
            said = evaluate(example)
            left = (sys.getrecursionlimit(), os.getcwd(), sys.path[:])
            if self.before is None or left == self.before:
                return said
            sys.setrecursionlimit(self.before[0])
            os.chdir(self.before[1])
            sys.path[:] = self.before[2]
            names = ("the recursion limit", "the current folder", "sys.path")
            changed = [name for name, old, new in zip(names, self.before, left) if old != new]
            return said or "the docstring leaves {} changed for the tests after it".format(" and ".join(changed))

        return finish


class Pages(Sybil):
    """The pages of the book; the name of a test is that of the example, the trace or the probe that it is about.

    So ``pytest -k tuple_assert`` selects what the pages show of it. The second of a name in a page ends in ``-2``.
    """

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._places: Dict[Tuple[str, str], List[int]] = {}

    def identify(self, example: SybilExample) -> str:
        """Return the name of the test for ``example``, which no other test of its page has."""
        about = example.parsed
        if isinstance(about, Directive):
            name = about.argument + (SUFFIX if about.name == TRACE else "")
        else:
            name = PROBE.sub(r"\1", about.text)
        name = "".join(letter if letter.isalnum() or letter in "._/-" else "-" for letter in name) or "unnamed"
        starts = self._places.setdefault((str(example.path), name), [])
        if example.region.start not in starts:
            starts.append(example.region.start)
        number = starts.index(example.region.start) + 1
        return name if number == 1 else "{}-{}".format(name, number)


def collect_book(root: Path) -> Callable[[Path, Any], Any]:
    """Return the ``pytest_collect_file`` of the book at ``root``: its pages, and the docstrings of its modules."""
    project = Book(root)
    parser = BookParser(project)
    pages = Pages([parser], pattern="*.md", path=str(project.docs), name="page")
    laws = Sybil(
        [parser.laws],
        pattern=LAWS + ".py",
        path=str(project.examples_root),
        document_types={".py": Document},
        name="law",
    )
    docstrings = Sybil(
        [DocstringParser()],
        pattern="*.py",
        path=str(root / "src"),
        document_types={".py": DocStrings},
        name="docstring",
    )
    collect = (pages + docstrings).pytest()
    collect_laws = laws.pytest()

    def pytest_collect_file(file_path: Path, parent: Any) -> Any:
        # What is generated for the site is not a page of an author. Sybil would parse every module for its docstrings.
        if file_path.name == LAWS + ".py" and project.examples_root in file_path.parents:
            return collect_laws(file_path, parent)
        if project.is_generated(file_path) or not _may_hold_docstrings(file_path, project.examples_root):
            return None
        return collect(file_path, parent)

    return pytest_collect_file


def _may_hold_docstrings(path: Path, examples: Path) -> bool:
    """Whether ``path``, if it is a module, holds ``>>>``, and can be parsed: an example may be about newer syntax."""
    if path.suffix != ".py":
        return True
    data = path.read_bytes()
    if b">>>" not in data:
        return False
    if examples in path.parents:
        try:
            ast.parse(data)
        except (SyntaxError, ValueError):
            return False
    return True
