"""``python -m tests.rehearsal 3.15 FOLDER``: a clone of the book in which a Python has never been, to add it again.

If you change how a Python is added, take out the newest and put it back by the recipe of CONTRIBUTING. In the clone
its lines, outputs and builds are gone, and so is what only it shows: a claim that begins or ends with it is a remark
with a source, as before a Python is out; a probe that nothing claims, an explanation of a change that is not there and
a program that runs nowhere are taken away. The prose stays.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Dict, List, Sequence, Set

from bookcheck.consistency import check_book
from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.pages.claims import read_claim
from bookcheck.pages.page import Page
from bookcheck.programs.runner import Outcome
from bookcheck.pythons.classifiers import write_classifiers
from bookcheck.pythons.python import Python, read_key
from bookcheck.pythons.running import running_tag
from bookcheck.pythons.uv import run_uv
from bookcheck.recordings.builds import build_program
from bookcheck.recordings.recording import Recording
from tests.small_book import edit, write_recording

SOURCE = "(What’s New)"
"""What stands for a claim about a Python that is not out: the gate on versions takes it for a source."""

_CLAIM = re.compile(r"\{(since|until|during)\}`([^`]*)`")


def take_out(project: Book, version: str) -> None:
    """Take the Python ``version`` and its variants out of the book, with all that only they show."""
    left = tuple(python for python in project.pythons if python.base != version)
    recorded = {program.name: project.load_recording(program) for program in project.programs.values()}
    builds = project.load_recording(build_program())
    gone = [
        example
        for example in project.examples.values()
        if all(example.declaration.unmet(python) is not None for python in left)
    ]
    for page in project.pages:
        text = _without_claims(page, left)
        for example in gone:
            text = re.sub(r"(?ms)^(`{3,})\{example\} " + re.escape(example.name) + r"\n.*?^\1\n\n?", "", text)
        page.path.write_text(text, encoding="utf-8")
    for example in gone:
        project.recording_path(example.name).unlink()
        if example.folder:
            shutil.rmtree(str(example.folder))
        else:
            example.path.unlink()
    for path in project.examples_root.rglob("*.py"):
        text = path.read_bytes().decode("utf-8")
        pattern = r"(?m)^# book: changed {}(?:t|\+jit|t\+jit)?: .*\n".format(re.escape(version))
        # Without a declaration the empty line before it would be the program's.
        path.write_bytes((re.sub(pattern, "", text).rstrip("\n") + "\n").encode("utf-8"))
    claimed = {text for page in project.pages for text in re.findall(r"<(\w+\.\w+)>`", page.path.read_text("utf-8"))}
    for package, program in project.probe_programs.items():
        unclaimed = {probe for probe in project.probes if probe.startswith(package + ".") and probe not in claimed}
        text = program.path.read_text(encoding="utf-8")
        names = {probe.partition(".")[2] for probe in unclaimed}
        program.path.write_text(_without_functions(text, names), encoding="utf-8")
    listed = project.list.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in listed if not re.match(re.escape(version) + r"(?!\d)", line)]
    project.list.write_text("".join(kept), encoding="utf-8")
    project = Book(project.root)
    for program in project.programs.values():
        write_recording(project, _without_pythons(recorded[program.name], program.digest, project))
    write_recording(project, _without_pythons(builds, build_program().digest, project))
    write_classifiers(project.root, project.pythons)
    _name_the_newest(project, version)
    _count(Book(project.root))
    _name_sources(Book(project.root))


def keep(root: Path, version: str) -> Book:
    """Do in the book at ``root`` what CONTRIBUTING says where ``version`` leaves support, and return that book.

    Its lines of ``pythons.txt`` are marked, the builds are recorded again on the running Python, and uv locks again.
    """
    path = Book(root).list
    pattern = r"(?m)^({}(?:t|\+jit|t\+jit)?\s+\S+)[^\S\n]*$".format(re.escape(version))
    text, count = re.subn(pattern, r"\1  kept", path.read_text(encoding="utf-8"))
    if not count:
        raise BookError("no line of this Python", path=path, expected=version)
    path.write_text(text, encoding="utf-8")
    environ = {**os.environ, "PYTHONPATH": str(root / "src")}
    command = [sys.executable, "-m", "bookcheck", "record", "builds", "--python", running_tag()]
    subprocess.run(command, cwd=str(root), env=environ, check=True)
    answer = run_uv(root, environ, "lock", "--project", str(root))[1]
    if answer:
        raise BookError("uv could not lock", path=root, found=answer)
    return Book(root)


def _without_claims(page: Page, left: Sequence[Python]) -> str:
    """Return the text of ``page`` with a source for each claim that cannot fail on the Pythons that are left.

    A name in a diagram that all of them have is declared without a range.
    """
    versions = [python.tag for python in left if not python.is_variant]
    whole = r"(?m)^( *%% (?:names|source)) {}[-–]{}\b".format(*(re.escape(versions[end]) for end in (0, -1)))

    def instead(match: "re.Match[str]") -> str:
        try:
            claim = read_claim(match[1], match[2], left, page.path, 1)
        except BookError:  # it names the one that goes
            return SOURCE
        return match[0] if len({claim.holds_on(python) for python in left}) == 2 else SOURCE

    return re.sub(whole, r"\1", _CLAIM.sub(instead, page.text))


def _without_functions(text: str, names: Set[str]) -> str:
    lines = text.split("\n")
    for node in reversed(ast.parse(text).body):
        if isinstance(node, ast.FunctionDef) and node.name in names:
            assert node.end_lineno is not None
            del lines[node.lineno - 1 : node.end_lineno]
            while node.lineno - 1 < len(lines) and not lines[node.lineno - 1]:
                del lines[node.lineno - 1]
    return "\n".join(lines).rstrip("\n") + "\n"


def _without_pythons(old: Recording, digest: str, project: Book) -> Recording:
    """Return a recording as if it had been made of the book as it is now: its Pythons, and its probes."""
    outcomes: Dict[str, Outcome] = {}
    for key, outcome in old.only(project.pythons).outcomes.items():
        if read_key(key).tag in [python.tag for python in project.pythons]:
            outcomes[key] = outcome
            if old.name.endswith("/claims"):
                package = old.name.rpartition("/")[0]
                lines = outcome.steps[0].output.splitlines(keepends=True)
                output = "".join(line for line in lines if "{}.{}".format(package, line.split()[0]) in project.probes)
                outcomes[key] = Outcome((replace(outcome.steps[0], output=output),))
    return replace(old, program=digest, outcomes=outcomes)


def _name_the_newest(project: Book, version: str) -> None:
    """Where a text names the range of all Pythons, have it end with the newest that is left."""
    versions = [python.tag for python in project.pythons if not python.is_variant]
    for path in [*(page.path for page in project.pages), project.root / "README.md"]:
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            old, new = ("{} to {}".format(versions[0], last) for last in (version, versions[-1]))
            path.write_text(text.replace(old, new), encoding="utf-8")


def _count(project: Book) -> None:
    """Have each page state the examples and claims that it has."""
    for page in project.pages:
        for key, number in (("examples", len(page.examples)), ("claims", len(_CLAIM.findall(page.text)))):
            stated = page.front_matter.get(key)
            if stated not in (None, str(number)):
                edit(page.path, "\n{}: {}\n".format(key, stated), "\n{}: {}\n".format(key, number))


def _name_sources(project: Book) -> None:
    """Give a source to each sentence that the gate names, as an author would who cannot run that Python."""
    for error in check_book(project):
        if "without a proof" in error.problem and error.path is not None and error.line is not None:
            lines = error.path.read_text(encoding="utf-8").split("\n")
            line = lines[error.line - 1]
            end = len(line) - 2 if line.endswith(" |") else len(line.rstrip(".")) if line.endswith(".") else len(line)
            lines[error.line - 1] = "{} {}{}".format(line[:end], SOURCE, line[end:])
            error.path.write_text("\n".join(lines), encoding="utf-8")


def main(arguments: List[str]) -> int:
    """Clone the book into a new folder, take a Python out of the clone, commit that, and say what is left to fix."""
    version, folder = arguments
    root = Path(__file__).resolve().parent.parent
    subprocess.run(["git", "clone", "--quiet", str(root), folder], check=True)
    take_out(Book(Path(folder)), version)
    for error in check_book(Book(Path(folder))):
        print(error)
    git = ["git", "-C", folder, "-c", "user.name=Nobody", "-c", "user.email=nobody@localhost"]
    subprocess.run([*git, "commit", "--quiet", "--all", "-m", "Be without " + version], check=True)
    subprocess.run([*git, "diff", "--shortstat", "HEAD~"], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
