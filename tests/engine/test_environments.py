"""An environment holds what the lock file says; one that is damaged is made again."""

import stat
from pathlib import Path
from typing import List

import pytest

from bookcheck.errors import BookError
from bookcheck.pythons import environments
from bookcheck.pythons.environments import Environment, lost_files, prepare
from bookcheck.pythons.interpreters import Interpreter

# What the real uv does, as far as it matters here: a package of two files, if there is none yet.
SYNC = """\
packages="$UV_PROJECT_ENVIRONMENT/lib/python3.99/site-packages"
test -e "$packages/a-1.dist-info" && exit
mkdir -p "$UV_PROJECT_ENVIRONMENT/bin" "$packages/a-1.dist-info" "$packages/a"
touch "$UV_PROJECT_ENVIRONMENT/bin/python" "$packages/a/x.py" "$packages/a/y,z.py"
printf 'a/x.py,sha256=x,1\\n"a/y,z.py",,\\na-1.dist-info/RECORD,,\\n' > "$packages/a-1.dist-info/RECORD"
"""


class Project:
    """A project in ``root``, and a uv on PATH that is a script; ``calls`` is what uv was asked to do."""

    def __init__(self, root: Path, tools: Path) -> None:
        self.root, self.tools = root, tools
        self.uv(SYNC)

    def uv(self, body: str) -> None:
        path = self.tools / "uv"
        path.parent.mkdir(exist_ok=True)
        answer = 'if [ "$1" = --version ]; then echo "uv 9.9"; exit; fi; echo "$@" >> {}/calls\n'.format(self.tools)
        path.write_text("#!/bin/sh\n" + answer + body, encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def prepare(self, group: str = "test") -> Environment:
        return prepare(self.root, "3.99", Interpreter(Path("/opt/python3.99"), "3.99", "3.99.1"), [group])

    @property
    def folder(self) -> Path:
        return self.root / "build" / "venvs" / "3.99"

    @property
    def calls(self) -> List[str]:
        return (self.tools / "calls").read_text(encoding="utf-8").splitlines()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    root = tmp_path / "project"
    root.mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "tools"), prepend=":")
    return Project(root, tmp_path / "tools")


def test_an_environment_is_made_from_the_lock_file_and_the_interpreter(project: Project) -> None:
    assert project.prepare().python == project.folder / "bin" / "python"
    assert project.calls == [
        "sync --frozen --no-default-groups --no-install-project --python /opt/python3.99 --group=test"
    ]
    assert lost_files(project.folder) == []


@pytest.mark.parametrize("name", ["x.py", "y,z.py"])
def test_an_environment_that_lacks_a_file_of_a_package_is_made_again(
    project: Project, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    project.prepare()
    (project.folder / "lib/python3.99/site-packages/a" / name).unlink()
    project.prepare()
    assert lost_files(project.folder) == []
    assert capsys.readouterr().err == "the environment build/venvs/3.99 is damaged: making it again\n"
    assert len(project.calls) == 3


def test_a_folder_that_uv_takes_for_none_of_its_own_is_made_again(project: Project) -> None:
    project.folder.mkdir(parents=True)
    (project.folder / "junk").touch()
    project.uv('if [ -e "$UV_PROJECT_ENVIRONMENT/junk" ]; then echo "not an environment" >&2; exit 2; fi\n' + SYNC)
    project.prepare()
    assert not (project.folder / "junk").exists()


def test_an_environment_that_cannot_be_made_shows_what_uv_says_and_the_fix(project: Project) -> None:
    project.uv("echo 'no such package' >&2; exit 1\n")
    with pytest.raises(BookError, match=r"environment of Python 3\.99") as caught:
        project.prepare()
    assert caught.value.found == "no such package"
    assert caught.value.fix == "correct what uv says; if that is not enough: rm -rf build/venvs/3.99"


@pytest.mark.parametrize("built", [True, False])
def test_where_nothing_can_be_written_that_is_said_with_the_fix(
    project: Project, monkeypatch: pytest.MonkeyPatch, built: bool
) -> None:
    if built:
        (project.root / "build").mkdir()
    # Not by the permissions of the folder: root, who runs tests in containers, may write everywhere.
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with pytest.raises(BookError, match="this clone cannot be written") as caught:
        project.prepare()
    assert caught.value.fix == "chmod -R u+w {0}\nor work in a copy: cp -r {0} ~/book && chmod -R u+w ~/book".format(
        project.root
    )


def test_an_unknown_environment_is_an_error_with_near_names(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        environments.main(["doc"])
    assert "invalid choice: 'doc'" in capsys.readouterr().err
