"""The whole book as it is published, each format made once: on Read the Docs, so to speak, and by make."""

import os
import shutil
import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from bookcheck.pages.book import Book
from bookcheck.pythons.environments import tool_environment
from tests.small_book import ROOT

TAG: str = "v" + tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
ADDRESS = f"https://book.example.org/en/{TAG}/"
"""Where Read the Docs says that it will serve the site."""

ELSEWHERE = {
    "HOME": "/nonexistent",
    "LC_ALL": "POSIX",
    "LOGNAME": "docs",
    "PYTHONHASHSEED": "4242",
    "TZ": "Asia/Kathmandu",
    "USER": "docs",
}
"""How the machine that builds there differs from this one; its folder does too, and the hour."""

HERE = {"LC_ALL": "C.UTF-8", "LOGNAME": "reader", "PYTHONHASHSEED": "7", "TZ": "America/St_Johns", "USER": "reader"}

TOOLS = ("cp", "git", "mkdir", "sh")
"""What the commands there may use in addition to the environment of the site. There is no browser."""


@dataclass(frozen=True)
class ReadTheDocs:
    """A build there: the ``clone`` it was made in, the ``output`` folder, and what went wrong."""

    clone: Path
    output: Path
    failures: list[str]

    @property
    def epub(self) -> Path:
        """The one file of the folder for EPUB."""
        (file,) = (self.output / "epub").iterdir()
        return file


def clone(folder: Path) -> Path:
    """Return a shallow clone of the commit that is checked out here, with what is not committed yet laid over it."""
    target = folder / "checkouts" / TAG
    subprocess.run(["git", "clone", "--quiet", "--depth", "1", ROOT.as_uri(), str(target)], check=True)
    command = ["git", "ls-files", "-z", "--modified", "--deleted", "--others", "--exclude-standard"]
    changed = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    for name in filter(None, changed.split("\0")):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_file():
            shutil.copyfile(ROOT / name, target / name)
        else:
            (target / name).unlink(missing_ok=True)
    return target


def commands() -> dict[str, list[str]]:
    """Return the commands of the configuration by format, in its order."""
    read: dict[str, Any] = yaml.safe_load((ROOT / ".readthedocs.yaml").read_text(encoding="utf-8"))
    found: dict[str, list[str]] = read["build"]["jobs"]["build"]
    return found


@pytest.fixture(scope="session")
def read_the_docs(tmp_path_factory: pytest.TempPathFactory) -> ReadTheDocs:
    """What Read the Docs would make of this commit with the commands of its configuration."""
    folder = tmp_path_factory.mktemp("readthedocs")
    checkout = clone(folder)
    output = checkout / "_readthedocs"
    tools = folder / "tools"
    tools.mkdir()
    for name in TOOLS:
        found = shutil.which(name)
        assert found, name
        (tools / name).symlink_to(found)
    environ = {
        **ELSEWHERE,
        "NO_COLOR": "1",
        "PATH": os.pathsep.join([str(tool_environment(ROOT, "docs").python.parent), str(tools)]),
        "PYTHONPATH": str(checkout / "src"),  # there, uv installs the project
        "READTHEDOCS": "True",
        "READTHEDOCS_CANONICAL_URL": ADDRESS,
        "READTHEDOCS_GIT_CLONE_URL": "https://github.com/someone/book.git",
        "READTHEDOCS_GIT_IDENTIFIER": TAG,
        "READTHEDOCS_LANGUAGE": "en",
        "READTHEDOCS_OUTPUT": str(output),
        "READTHEDOCS_PROJECT": "book",
        "READTHEDOCS_VERSION": TAG,
        "READTHEDOCS_VERSION_NAME": TAG,
        "READTHEDOCS_VERSION_TYPE": "tag",
    }
    failures = []
    for command in [command for several in commands().values() for command in several]:
        done = subprocess.run(
            ["sh", "-c", f"umask 077; {command}"], cwd=checkout, env=environ, capture_output=True, encoding="utf-8"
        )
        if done.returncode:
            failures.append(f"{command}: {done.returncode}\n{done.stdout[-2000:]}{done.stderr}")
    return ReadTheDocs(checkout, output, failures)


@pytest.fixture(scope="session")
def made_epub() -> Path:
    """The EPUB that ``make epub`` makes here."""
    command = ["make", "--no-print-directory", "epub"]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **HERE}, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    return Path(done.stdout.splitlines()[-1].partition("The book is in ")[2])


@pytest.fixture(scope="session")
def site() -> Path:
    """The site that ``make html`` has built."""
    folder = ROOT / "build" / "html"
    assert (folder / "index.html").is_file(), "no site to look at; run: make html"
    return folder


@pytest.fixture(scope="session")
def version() -> str:
    """The version of the book."""
    return TAG.removeprefix("v")


@pytest.fixture(scope="session")
def project() -> Book:
    """The book."""
    return Book(ROOT)
