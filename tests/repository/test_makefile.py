"""The commands are those that the book's documents name, and they set up what they need."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

TOOLS = ("make", "sh", "awk", "sed", "rm", "mkdir", "cp", "dirname", "echo")
IS_MODERN = 'if [ "$1" = -c ]; then echo True; exit; fi\n'
"""How a Python that is a script answers the Makefile, which asks whether it is 3.8 or later."""


def make(folder: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    command = ["make", "--no-print-directory", *arguments]
    return subprocess.run(command, cwd=folder, env={**clean, **environ}, capture_output=True, text=True)


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    """A folder that holds the Makefile, and one to put on PATH: the tools alone."""
    shutil.copy(root / "Makefile", tmp_path)
    shutil.copy(root / "pyproject.toml", tmp_path)
    (tmp_path / "tools").mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found is not None, tool
        (tmp_path / "tools" / tool).symlink_to(found)
    return tmp_path


def script(path: Path, body: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text("#!/bin/sh\n" + body + "\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def bare(folder: Path) -> str:
    return str(folder / "tools")


def test_help_is_the_default_and_lists_every_target(root: Path) -> None:
    text = (root / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    done = make(root)
    listed = re.findall(r"^make (\w+) +\S", done.stdout, re.MULTILINE)
    assert listed == phony.split()
    assert done.stdout == make(root, "help").stdout
    assert len(listed) == len(done.stdout.splitlines())


def test_every_command_that_a_document_names_exists(root: Path) -> None:
    listed = set(re.findall(r"^make (\w+) ", make(root).stdout, re.MULTILINE))
    workflows = [".github/workflows/{}.yml".format(name) for name in ("ci", "links", "release")]
    for name in ("README.md", "CONTRIBUTING.md", ".ci/run", *workflows):
        text = (root / name).read_text(encoding="utf-8")
        commands = re.findall(r"(?:`|\$ |run: |^)make ([a-z]+(?: [a-z]+)*)", text, re.MULTILINE)
        named = {target for command in commands for target in command.split()}
        assert named, name
        assert named <= listed, name


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        (["test"], "-m bookcheck test"),
        (["test", "V=3.12 3.14"], "-m bookcheck test --python 3.12 3.14"),
        (["test", "V=lint", "ARGS=-k word"], "-m bookcheck test --python lint -- -k word"),
        (["record"], "-m bookcheck record --python all"),
        (["versions"], "-m bookcheck.publishing.all_versions"),
        (
            ["versions", "V=v1.0.0 main", "BASE=https://a/b"],
            "-m bookcheck.publishing.all_versions v1.0.0 main --base https://a/b",
        ),
        (["record", "V=3.9", "E=a/b c/d"], "-m bookcheck record a/b c/d --python 3.9"),
    ],
)
def test_the_variables_narrow_what_is_run(folder: Path, arguments: list[str], command: str) -> None:
    asked = script(folder / "python", IS_MODERN + 'echo "$*"')
    done = make(folder, *arguments, "PYTHON={}".format(asked), PATH=bare(folder))
    assert " ".join(done.stdout.split()) == command


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('[ "$1" = --version ] && echo Python 3.6.15 || { echo "SyntaxError: invalid syntax" >&2; exit 1; }', "3.6.15"),
        ('[ "$1" = -c ] && echo False || echo Python 3.7.16', "Python 3.7.16"),
        ("exit 127", "exit status 127"),
    ],
)
def test_a_python_that_is_too_old_or_does_not_run_is_refused_with_what_to_do(
    folder: Path, body: str, said: str
) -> None:
    old = script(folder / "python3", body)
    for target in ("html", "test"):
        done = make(folder, target, PATH="{}:{}".format(folder, bare(folder)))
        assert done.returncode == 2
        assert "python3 is not a Python 3.8 or later that runs: " in done.stderr
        assert said in done.stderr
        assert "fix: install one (Debian, Ubuntu: apt install python3), then name it: make {} ".format(target) in (
            done.stderr
        )
    assert make(folder, "help", "PYTHON={}".format(old), PATH=bare(folder)).returncode == 0


def test_what_would_change_a_python_does_not_reach_it(folder: Path) -> None:
    fake = script(folder / "python", IS_MODERN + 'echo "$PYTHONPATH $PYTHONWARNINGS$PYTHONHOME$PYTHONOPTIMIZE"')
    changed = {"PYTHONPATH": "/junk", "PYTHONWARNINGS": "error", "PYTHONHOME": "/junk", "PYTHONOPTIMIZE": "2"}
    done = make(folder, "test", "PYTHON={}".format(fake), PATH=bare(folder), **changed)
    assert done.stdout == "{}/src \n".format(folder)


SITE = """\
if [ "$1" = -c ]; then echo True; exit; fi
case "$2" in
  bookcheck.pythons.environments) echo "$0" ;;
  bookcheck.publishing.site) exit {} ;;
esac"""


def test_the_place_of_the_site_is_said(folder: Path) -> None:
    fake = script(folder / "python", SITE.format(0))
    done = make(folder, "html", "PYTHON={}".format(fake), PATH=bare(folder))
    assert done.returncode == 0, done.stderr
    assert done.stdout == "The site is in {}/build/html; open index.html.\n".format(folder)


def test_a_failed_build_fails_and_names_no_site(folder: Path) -> None:
    fake = script(folder / "python", SITE.format(1))
    done = make(folder, "html", "PYTHON={}".format(fake), PATH=bare(folder))
    assert done.returncode == 2
    assert "The site is in" not in done.stdout


@pytest.mark.parametrize(("line", "status"), [("p.md:3: [broken] http://x: 404\n", 1), ("", 0)])
def test_broken_links_are_listed_and_fail(folder: Path, line: str, status: int) -> None:
    body = """\
if [ "$1" = -c ]; then echo True; exit; fi
case "$2" in
  bookcheck.pythons.environments) echo "$0" ;;
  sphinx) mkdir -p build/links; printf '%s' "$OUTPUT" > build/links/output.txt; exit $STATUS ;;
esac"""
    fake = script(folder / "python", body)
    written = "p.md:1: [redirected permanently] http://y to http://z\n" + line
    done = make(
        folder, "links", "PYTHON={}".format(fake), PATH=bare(folder), OUTPUT=written, STATUS="{}".format(status)
    )
    assert (done.returncode != 0) == (status != 0), done.stderr
    assert (folder / "build/links/broken.txt").read_text(encoding="utf-8") == line


def test_the_makefile_stays_small(root: Path) -> None:
    assert len((root / "Makefile").read_text(encoding="utf-8").splitlines()) <= 95
