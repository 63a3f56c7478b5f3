"""A repository with release tags, made by the tests: a book in it is whatever its own ``make html`` makes of it."""

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bookcheck.publishing.all_versions import make_versions

NOBODY = ("-c", "user.name=nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgsign=false")


@dataclass
class TaggedBook:
    """A book in the repository ``root``, and all that :func:`make_versions` has said of it."""

    root: Path
    said: list[str] = field(default_factory=list)

    @classmethod
    def start(cls, root: Path) -> "TaggedBook":
        """Return an empty repository in ``root``, on the branch main."""
        root.mkdir(parents=True, exist_ok=True)
        book = cls(root)
        book.git("init", "--quiet", "--initial-branch=main")
        return book

    @property
    def versions(self) -> Path:
        """Where the versions stand."""
        return self.root / "build" / "versions"

    def git(self, *arguments: str) -> str:
        """Run git in the repository and return what it wrote."""
        command = ["git", "-C", str(self.root), *NOBODY, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def write(self, files: Mapping[str, str | None]) -> None:
        """Write files, by name; remove those that are None."""
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                path.unlink()
            else:
                path.write_text(text, encoding="utf-8")

    def commit(self, *tags: str) -> str:
        """Commit all that there is, tag it, and return the commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "Another state of the book")
        for tag in tags:
            self.git("tag", tag)
        return self.git("rev-parse", "HEAD").strip()

    def make(self, *names: str, base: str = "") -> int:
        """Make the versions, keep what is said, and return the exit status."""
        with contextlib.redirect_stdout(io.StringIO()) as output:
            status = make_versions(self.root, names, base)
        self.said = output.getvalue().splitlines()
        return status

    def start_making(self) -> "subprocess.Popen[str]":
        """Make the versions in a process of its own."""
        source = Path(__file__).resolve().parent.parent / "src"
        return subprocess.Popen(
            [sys.executable, "-m", "bookcheck.publishing.all_versions"],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(source)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
