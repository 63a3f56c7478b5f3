"""What claims to be portable writes nothing that another operating system writes otherwise, as far as text can tell."""

import re
from pathlib import Path

import pytest

from bookcheck.pages.book import Book
from bookcheck.recordings.verification import portable
from tests.small_book import write_settings

# A folder, a system, an address, a size in memory, a signal. What the claim is worth, the other systems say in CI.
SUSPICIOUS = re.compile(
    r"/home/you|/usr\b|/tmp\b|/dev/|\\\\|\b(?:posix|nt|linux|darwin|win32)\b|\.so\b|0x…|\bSIG[A-Z]+\b"
)


def suspicions(project: Book) -> list[str]:
    found = []
    for example in portable(list(project.examples.values())):
        declaration = example.declaration
        outcomes = project.load_recording(example).outcomes.values()
        written = "\n".join(step.output for outcome in outcomes for step in outcome.steps)
        found += ["{} writes {}".format(example.name, word) for word in sorted(set(SUSPICIOUS.findall(written)))]
        found += ["{} varies: {}".format(example.name, rule) for rule in declaration.normalize]
        if any({"-I", "-E"} & set(command.arguments) for command in declaration.commands):
            found.append(example.name + " leaves the environment out, which asks Windows for UTF-8")
        if any(step.status < 0 for outcome in outcomes for step in outcome.steps):
            found.append(example.name + " ends by a signal")
    return found


def test_nothing_that_claims_to_be_portable_looks_otherwise(root: Path) -> None:
    project = Book(root)
    assert len(portable(list(project.examples.values()))) > 100
    assert suspicions(project) == []


@pytest.mark.parametrize(
    ("name", "suspicion"),
    [
        ("frames/class_scope", "frames/class_scope writes /home/you"),
        ("specializing/measure", "specializing/measure varies: "),
        ("plugin_loader/no_submodule", "plugin_loader/no_submodule leaves the environment out"),
    ],
)
def test_a_claim_that_cannot_be_so_is_noticed(root: Path, tmp_path: Path, name: str, suspicion: str) -> None:
    project = Book(root)
    example = project.examples[name]
    package = tmp_path / "src" / "chapter_examples" / example.path.parent.name
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / example.main).write_text(example.path.read_text(encoding="utf-8") + "# book: portable\n")
    changed = Book(write_settings(tmp_path))
    changed.recordings = project.recordings
    assert any(found.startswith(suspicion) for found in suspicions(changed))
