"""``make html`` after any edits, and after a build that was killed: the site is that of a build from nothing.

The edits are random. ``BOOK_EDITS`` says how many to make, else :data:`EDITS`; ``BOOK_SEED`` says which.
Each round makes one to four of them, may kill a build, builds, and compares every byte with what Sphinx alone makes
of a copy of the files.
"""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bookcheck.pages.book import Book
from bookcheck.programs.runner import Runner
from bookcheck.publishing.site import publish
from tests.site.real_conf import build, configure
from tests.site.rendering import make_book
from tests.small_book import ROOT, edit, record_book

EDITS = 5
"""How many edits are made unless ``BOOK_EDITS`` says: ``make test`` is to take a minute at most for them."""

VARIABLES = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": "1"}


class Author:
    """Edits a book at random; what an edit needs from the one before is looked up in the files."""

    def __init__(self, book: Book, chance: random.Random, runner: Runner) -> None:
        self.book = book
        self.chance = chance
        self.runner = runner
        self.number = 0
        self.said: list[str] = []

    def edit(self) -> None:
        """Make one edit, whichever."""
        self.number += 1
        change = self.chance.choice(EDITS_OF_A_BOOK)
        self.said.append(change.__name__)
        change(self)

    def word(self) -> str:
        """Return a word that no page has."""
        return f"word{self.number}x{self.chance.randrange(10**6)}"

    def append(self, path: Path, text: str) -> None:
        """Add ``text`` to the end of a file."""
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def change_words(author: Author) -> None:
    author.append(author.book.docs / author.chance.choice(["values.md", "programs.md"]), f"\nA {author.word()}.\n")


def remove_words(author: Author) -> None:
    for page in author.book.docs.glob("*.md"):
        text = page.read_text(encoding="utf-8")
        page.write_text(re.sub(r"\nA word\w+\.\n", "", text, count=1), encoding="utf-8")


def change_title(author: Author) -> None:
    page = author.book.docs / author.chance.choice(["shown.md", "claims.md"])
    title = f"# Called {author.word()}\n"
    page.write_text(re.sub(r"(?m)^# .*\n", title, page.read_text(encoding="utf-8"), count=1), encoding="utf-8")


def reorder_contents(author: Author) -> None:
    index = author.book.docs / "index.md"
    before, names, after = re.split(r"(?s)(?<=chapter\n)(.*?)(?=```)", index.read_text(encoding="utf-8"), maxsplit=1)
    lines = names.splitlines(keepends=True)
    author.chance.shuffle(lines)
    values, programs = sorted((lines.index("values\n"), lines.index("programs\n")))
    lines[values], lines[programs] = "values\n", "programs\n"  # programs.md has Values as its prerequisite
    index.write_text(before + "".join(lines) + after, encoding="utf-8")


def add_page(author: Author) -> None:
    name = author.word()
    (author.book.docs / f"{name}.md").write_text(f"# New {name}\n\nIt says {name}.\n", encoding="utf-8")
    edit(author.book.docs / "index.md", ":caption: The chapter\n", f":caption: The chapter\n{name}\n")


def remove_page(author: Author) -> None:
    for page in sorted(author.book.docs.glob("word*.md"))[:1]:
        page.unlink()
        edit(author.book.docs / "index.md", f"{page.stem}\n", "")


def rename_page(author: Author) -> None:
    for page in sorted(author.book.docs.glob("word*.md"))[:1]:
        name = author.word()
        page.rename(page.with_stem(name))
        edit(author.book.docs / "index.md", f"{page.stem}\n", f"{name}\n")


def change_example(author: Author) -> None:
    path = author.book.examples_root / "basics" / "longest_word.py"
    edit(path, "for word in", f"# A {author.word()}\nfor word in")
    record_again(author)


def change_recording(author: Author) -> None:
    path = author.book.examples_root / "basics" / "ask_name.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'"Hello.*?,"', f'"Hello {author.word()},"', text), encoding="utf-8")
    record_again(author)


def record_again(author: Author) -> None:
    """Record all programs as they are now."""
    record_book(Book(author.book.root), author.runner)


def change_probe(author: Author) -> None:
    path = author.book.examples_root / "basics" / "claims.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"expression compiles\w*\.", f"expression compiles{author.number}.", text), encoding="utf-8")
    record_again(author)


def change_term(author: Author) -> None:
    index = author.book.docs / "index.md"
    text = re.sub(
        r"    What .*page shows", f"    What, {author.word()}, a page shows", index.read_text(encoding="utf-8")
    )
    index.write_text(text, encoding="utf-8")


def change_style(author: Author) -> None:
    style = author.chance.choice(sorted((author.book.root / "conf" / "styles").glob("*.css")))
    author.append(style, f"\n.{author.word()} {{ color: red }}\n")


def change_script(author: Author) -> None:
    author.append(author.book.root / "conf" / "scripts" / "reader.js", f'\nconsole.log("{author.word()}");\n')


def change_template(author: Author) -> None:
    author.append(author.book.root / "conf" / "templates" / "licence.html", f"<p>{author.word()}</p>\n")


def change_settings(author: Author) -> None:
    author.append(author.book.root / "conf" / "conf.py", f'\nhtml_title = "{author.word()}"\n')


def change_extension(author: Author) -> None:
    edit(author.book.root / "conf" / "for_visitors.py", '"Allow: /"', f'"Allow: /", "# {author.word()}"')


def damage_site(author: Author) -> None:
    pages = sorted((author.book.build / "html").glob("*.html"))
    if pages:
        author.chance.choice(pages).write_text("Not a page of this book.", encoding="utf-8")


EDITS_OF_A_BOOK: list[Callable[[Author], None]] = [
    change_words,
    remove_words,
    change_title,
    reorder_contents,
    add_page,
    remove_page,
    rename_page,
    change_example,
    change_recording,
    change_probe,
    change_term,
    change_style,
    change_script,
    change_template,
    change_settings,
    change_extension,
    damage_site,
]


def start(book: Book) -> subprocess.Popen[str]:
    """Start ``make html`` on ``book``, in a session of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "bookcheck.publishing.site"],
        cwd=book.root,
        env=VARIABLES,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def interrupt(book: Book, chance: random.Random) -> None:
    """Start a build, and end it after some line of what it says: the one process or all, with either signal."""
    process = start(book)
    assert process.stdout is not None
    for _ in range(chance.randrange(60)):
        process.stdout.readline()
    number = chance.choice([signal.SIGKILL, signal.SIGINT])
    if process.poll() is None:
        chance.choice([os.kill, os.killpg])(process.pid, number)
    process.communicate()


def contents(site: Path) -> dict[str, bytes]:
    """Return the files of a site."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_the_site_after_any_edit_is_that_of_a_build_from_nothing(tmp_path: Path, runner: Runner) -> None:
    seed = int(os.environ.get("BOOK_SEED", "1"))
    edits = int(os.environ.get("BOOK_EDITS", EDITS))
    book = configure(make_book(tmp_path / "book", runner))
    # Edits give pages other titles and another order.
    edit(book.docs / "programs.md", "prerequisites: Values", "prerequisites: none")
    chance = random.Random(seed)
    author = Author(book, chance, runner)
    while author.number < edits:
        for _ in range(chance.randint(1, min(4, edits - author.number))):
            author.edit()
        if chance.random() < 0.3:
            author.said.append("interrupt")
            interrupt(book, chance)
        process = start(book)
        said, _ = process.communicate()
        told = f"BOOK_SEED={seed} BOOK_EDITS={author.number}: {', '.join(author.said)}"
        assert process.returncode == 0, f"{told}\n{said}"
        copy = tmp_path / f"clean-{author.number}"
        left_out = shutil.ignore_patterns("build", "apidocs", "what-changed", "__pycache__")
        shutil.copytree(book.root, copy, ignore=left_out)
        clean = build(Book(copy))
        assert clean.status == 0, clean.warnings
        ours, theirs = contents(book.build / "html"), contents(clean.out)
        differing = [name for name in sorted({*ours, *theirs}) if ours.get(name) != theirs.get(name)]
        assert differing == [], told
        shutil.rmtree(copy)


@pytest.mark.parametrize("step", range(3))
def test_an_interruption_while_the_site_changes_places_leaves_no_record_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    made, site, record = tmp_path / "made", tmp_path / "html", tmp_path / "record"
    for folder in (made, site):
        folder.mkdir()
        (folder / "index.html").write_text(folder.name, encoding="utf-8")
    record.write_text("of the old site", encoding="utf-8")
    steps = iter(range(3))
    for name in ("unlink", "rename"):
        original = getattr(Path, name)

        def stop(path: Path, *arguments: object, original: Callable[..., object] = original) -> None:
            original(path, *arguments)
            if next(steps) == step:
                raise KeyboardInterrupt

        monkeypatch.setattr(Path, name, stop)
    with pytest.raises(KeyboardInterrupt):
        publish(made, site, tmp_path / "before", record, "of the new site")
    assert not record.exists()
