"""The archive and the wheel of a release: made of the last commit, the same bytes wherever that is done."""

import os
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.publishing import archive
from bookcheck.publishing.archive import make_archive
from bookcheck.publishing.commit import Commit, last_commit
from bookcheck.publishing.wheel import make_wheel
from bookcheck.pythons.uv import find_uv
from tests.small_book import edit

LICENCES = ("LICENSE", "LICENSE-PROSE")
SEEN = ("src", "recordings", "pyproject.toml", "README.md", "pythons.txt", ".gitignore", ".gitattributes", *LICENCES)


def git(folder: Path, *arguments: str) -> None:
    identity = {"GIT_{}_{}".format(who, what): "a@b" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    dates = {"GIT_{}_DATE".format(who): "2026-01-02T03:04:06+05:00" for who in ("AUTHOR", "COMMITTER")}
    command = ["git", "-c", "commit.gpgsign=false", *arguments]
    environ = {**os.environ, **identity, **dates, "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(command, cwd=folder, env=environ, check=True, capture_output=True)


@pytest.fixture(scope="module")
def repository(root: Path, small_book: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the small book and this engine; to be cloned and not to be changed."""
    folder = tmp_path_factory.mktemp("repository") / "book"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(root / "src" / "bookcheck", folder / "src" / "bookcheck", ignore=ignored)
    shutil.copytree(small_book.examples_root, folder / "src" / "chapter_examples", ignore=ignored)
    shutil.copy(root / "src" / "chapter_examples" / "__main__.py", folder / "src" / "chapter_examples")
    shutil.copytree(small_book.recordings, folder / "recordings")
    shutil.copy(small_book.list, folder)
    for name in SEEN:
        if (root / name).is_file() and not (folder / name).exists():
            shutil.copy(root / name, folder)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=One")
    return folder


@pytest.fixture
def clone(repository: Path, tmp_path: Path) -> Path:
    """A clone, for one test to change."""
    git(tmp_path, "clone", "--quiet", str(repository), "clone")
    return tmp_path / "clone"


def made_elsewhere(repository: Path, folder: Path, module: str, *arguments: str, **environ: str) -> bytes:
    """Make a clone in ``folder`` under another umask and environment, and return what the module makes there."""
    folder.mkdir()
    git(folder, "clone", "--quiet", str(repository), "a clone")
    source = "import os, runpy, sys; os.umask(0o077); sys.argv[1:] = {!r}; runpy.run_module({!r}, run_name='__main__')"
    environ = {**os.environ, "PYTHONPATH": str(repository / "src"), **environ}
    command = [sys.executable, "-c", source.format(list(arguments), module)]
    subprocess.run(command, cwd=folder / "a clone", env=environ, check=True, capture_output=True)
    (made,) = [path for path in (folder / "a clone" / "build").rglob("*") if path.is_file()]
    return made.read_bytes()


@pytest.mark.parametrize(
    "what", [("bookcheck.publishing.archive",), ("bookcheck.publishing.wheel",)], ids=["archive", "wheel"]
)
def test_the_same_commit_gives_the_same_bytes(repository: Path, root: Path, tmp_path: Path, what: list[str]) -> None:
    path = "{}{}{}".format(find_uv(root).parent, os.pathsep, os.environ["PATH"])
    first = made_elsewhere(repository, tmp_path / "a", *what, PATH=path, TZ="UTC", PYTHONHASHSEED="1", LC_ALL="C")
    second = made_elsewhere(
        repository, tmp_path / "b", *what, PATH=path, TZ="Pacific/Apia", PYTHONHASHSEED="2", LC_ALL="C.UTF-8"
    )
    assert len(first) > 100_000
    assert first == second


def test_an_archive_holds_what_a_reader_needs_and_nothing_for_the_site(clone: Path) -> None:
    path = make_archive(clone)
    with zipfile.ZipFile(path) as made:
        entries = {entry.filename: entry for entry in made.infolist()}
    folder = path.stem + "/"
    assert {name.removeprefix(folder).partition("/")[0] for name in entries} == {
        "LICENSE",
        "LICENSE-PROSE",
        "README.txt",
        "SHA256SUMS",
        "pyproject.toml",
        "pythons.txt",
        "recordings",
        "src",
        "verify.py",
    }
    assert folder + "src/bookcheck/tracing/__main__.py" in entries
    assert folder + "src/chapter_examples/basics/say_hello.py" in entries
    assert not [name for name in entries if "/sphinx_ext/" in name or "/publishing/" in name]
    with zipfile.ZipFile(path) as made:
        assert made.read(folder + "pyproject.toml").decode().splitlines()[0] == "[tool.bookcheck]"
    assert {stat.filemode(entry.external_attr >> 16) for entry in entries.values()} == {"-rw-r--r--"}
    assert {entry.date_time for entry in entries.values()} == {(2026, 1, 1, 22, 4, 6)}  # in UTC


def test_sha256sum_agrees_with_the_list(clone: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(make_archive(clone)) as made:
        made.extractall(tmp_path)
    (folder,) = tmp_path.glob("how-cpython-runs-your-program-*")
    done = subprocess.run(
        ["sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS"], cwd=folder, capture_output=True
    )
    assert (done.returncode, done.stdout) == (0, b"")
    listed = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert len(listed) == len([path for path in folder.rglob("*") if path.is_file()]) - 1


@pytest.mark.parametrize("change", ["edited", "added"])
def test_a_dirty_tree_is_refused_and_the_last_archive_stays(clone: Path, change: str) -> None:
    path = make_archive(clone)
    before = path.read_bytes()
    (clone / ("pythons.txt" if change == "edited" else "new.txt")).write_text("3.6 3.6.15\n")
    with pytest.raises(BookError, match="what is not committed would not be published") as caught:
        make_archive(clone)
    assert caught.value.found == (" M pythons.txt" if change == "edited" else "?? new.txt")
    assert caught.value.fix == "git commit\nor put it away: git stash --include-untracked"
    assert path.read_bytes() == before


def test_without_git_it_says_so(clone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BookError, match="git is not installed"):
        make_archive(clone)


def test_outside_a_repository_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(BookError, match="the book has no git repository"):
        last_commit(tmp_path, ["."])


def test_without_a_commit_it_says_so(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    with pytest.raises(BookError, match="there is no commit to publish"):
        last_commit(tmp_path, ["."])


def test_an_interruption_leaves_the_last_archive(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_archive(clone)
    before = path.read_bytes()
    git(clone, "commit", "--quiet", "--allow-empty", "--message=Two")

    def interrupt(source: str, target: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("bookcheck.files.os.replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        make_archive(clone)
    monkeypatch.undo()
    assert list(path.parent.iterdir()) == [path]
    assert path.read_bytes() == before
    assert make_archive(clone).read_bytes() != before


def test_a_failure_is_told_with_its_cure(
    clone: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (clone / "new.txt").write_text("")
    monkeypatch.chdir(clone)
    assert archive.main() == 1
    assert "fix:      git commit\n" in capsys.readouterr().err
    (clone / "new.txt").unlink()
    assert archive.main() == 0


def test_a_commit_without_a_version_is_refused() -> None:
    with pytest.raises(BookError, match=r"there is no version in pyproject.toml"):
        _ = Commit("0" * 40, 0, {"pyproject.toml": b'name = "x"\n'}).version


def test_a_wheel_that_uv_cannot_build_is_told_with_what_uv_says(
    clone: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "{}{}{}".format(find_uv(root).parent, os.pathsep, os.environ["PATH"]))
    edit(clone / "pyproject.toml", 'name = "how-cpython-runs-your-program"', 'name = "chapter examples!"')
    git(clone, "commit", "--quiet", "--all", "--message=Broken")
    with pytest.raises(BookError, match="uv could not build the wheel") as caught:
        make_wheel(clone)
    assert "chapter examples!" in str(caught.value.found)
    assert not (clone / "build" / "wheel").exists()


def test_the_wheel_holds_both_packages_and_the_recordings_and_runs_where_it_is_installed(
    clone: Path, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uv = find_uv(root)
    monkeypatch.setenv("PATH", "{}{}{}".format(uv.parent, os.pathsep, os.environ["PATH"]))
    wheel = make_wheel(clone)
    assert wheel.name.startswith("how_cpython_runs_your_program-")
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.partition("/")[0] for name in names if ".dist-info/" not in name} == {"bookcheck", "chapter_examples"}
    assert "chapter_examples/_book/recordings/basics/say_hello.txt" in names
    assert "chapter_examples/_book/pythons.txt" in names
    assert "chapter_examples/_book/pyproject.toml" in names
    assert [name.rpartition("/")[2] for name in names if "/licenses/" in name and name[-1] != "/"] == list(LICENCES)

    def clean(command: list[str]) -> subprocess.CompletedProcess[str]:
        environ = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        return subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)

    python = tmp_path / "venv" / "bin" / "python"
    assert clean([str(uv), "venv", "--quiet", "--python", sys.executable, "venv"]).returncode == 0
    done = clean([str(uv), "pip", "install", "--quiet", "--no-deps", "--python", str(python), str(wheel)])
    assert done.returncode == 0, done.stderr
    done = clean([str(python), "-m", "chapter_examples", "check"])
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith(": 6 of 6 programs agree with their recordings\n")
