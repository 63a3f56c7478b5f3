"""A version, its changelog and its release agree: what CONTRIBUTING's recipe says is what the workflow does."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HEADING = re.compile(r"^## (\S+)$", re.MULTILINE)


def script(workflow: dict[str, Any], job: str, name: str) -> str:
    """The script of the step of ``job`` with this id."""
    (step,) = [step for step in workflow["jobs"][job]["steps"] if step.get("id") == name]
    return str(step["run"])


def kinds(pyproject: dict[str, Any]) -> dict[str, str]:
    return {kind["directory"]: kind["name"] for kind in pyproject["tool"]["towncrier"]["type"]}


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    """A folder with what says which version this is."""
    for name in ("pyproject.toml", "CHANGELOG.md"):
        shutil.copy(root / name, tmp_path)
    return tmp_path


def towncrier(folder: Path, version: str) -> None:
    command = [sys.executable, "-m", "towncrier", "build", "--yes", "--version", version]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def release_notes(folder: Path, workflow: dict[str, Any], tag: str) -> subprocess.CompletedProcess[str]:
    (folder / "notes.py").write_text(script(workflow, "notes", "notes"), encoding="utf-8")
    environ = {**os.environ, "GITHUB_REF_NAME": tag}
    return subprocess.run([sys.executable, "notes.py"], cwd=folder, env=environ, capture_output=True, text=True)


def test_the_newest_version_of_the_changelog_is_that_of_the_metadata(root: Path, pyproject: dict[str, Any]) -> None:
    versions = HEADING.findall((root / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert versions[0] == pyproject["project"]["version"], "fix:  make changelog"
    assert len(set(versions)) == len(versions)


def test_each_note_of_a_change_is_of_a_kind_that_there_is(root: Path, pyproject: dict[str, Any]) -> None:
    name = re.compile(r"\+[a-z0-9-]+\.({})\.md|README\.md".format("|".join(kinds(pyproject))))
    names = [path.name for path in (root / "changes").iterdir()]
    assert "README.md" in names
    assert [each for each in names if not name.fullmatch(each)] == []


def test_the_kinds_of_changes_are_those_that_an_author_is_told(root: Path, pyproject: dict[str, Any]) -> None:
    text = (root / "changes" / "README.md").read_text(encoding="utf-8")
    (line,) = [line for line in text.splitlines() if line.startswith("KIND is ")]
    assert re.findall(r"`(\w+)`", line) == list(kinds(pyproject))


def test_notes_of_changes_become_the_notes_of_the_release(
    folder: Path, pyproject: dict[str, Any], workflows: dict[str, dict[str, Any]]
) -> None:
    (folder / "changes").mkdir()
    for kind in kinds(pyproject):
        (folder / "changes" / f"+one.{kind}.md").write_text(f"What is new: {kind}.\n", encoding="utf-8")
    version = pyproject["project"]["version"]
    (folder / "pyproject.toml").write_text(
        (folder / "pyproject.toml").read_text(encoding="utf-8").replace(f'version = "{version}"', 'version = "98.7.6"'),
        encoding="utf-8",
    )
    towncrier(folder, "98.7.6")
    assert list((folder / "changes").iterdir()) == []
    assert HEADING.findall((folder / "CHANGELOG.md").read_text(encoding="utf-8"))[:2] == ["98.7.6", version]
    done = release_notes(folder, workflows["release"], "v98.7.6")
    assert done.returncode == 0, done.stderr
    notes = (folder / "notes.md").read_text(encoding="utf-8")
    assert re.findall(r"^### (.*)$", notes, re.MULTILINE) == list(kinds(pyproject).values())
    assert re.findall(r"^- What is new: (\w+)\.$", notes, re.MULTILINE) == list(kinds(pyproject))


def test_this_version_can_be_released(
    folder: Path, pyproject: dict[str, Any], workflows: dict[str, dict[str, Any]]
) -> None:
    done = release_notes(folder, workflows["release"], "v" + pyproject["project"]["version"])
    assert done.returncode == 0, done.stderr
    assert "### Pages" in (folder / "notes.md").read_text(encoding="utf-8")


def test_a_tag_of_another_version_releases_nothing(folder: Path, workflows: dict[str, dict[str, Any]]) -> None:
    done = release_notes(folder, workflows["release"], "v98.7.6")
    assert done.returncode == 1
    assert "pyproject.toml: the version is" in done.stderr
    assert "the tag v98.7.6" in done.stderr


def test_a_version_without_notes_releases_nothing(
    folder: Path, pyproject: dict[str, Any], workflows: dict[str, dict[str, Any]]
) -> None:
    version = pyproject["project"]["version"]
    (folder / "CHANGELOG.md").write_text(f"# Changelog\n\n## {version}\n\n## 0.0.1\n\n- Old.\n", encoding="utf-8")
    done = release_notes(folder, workflows["release"], "v" + version)
    assert done.returncode == 1
    assert "make changelog" in done.stderr
    assert not (folder / "notes.md").exists()


ASSETS = ("archive/book.zip", "epub/book.epub", "pdf/book.pdf", "wheel/book.whl")


def collect(folder: Path, workflow: dict[str, Any]) -> int:
    command = ["bash", "-e", "-o", "pipefail", "-c", script(workflow, "build", "collect")]
    return subprocess.run(command, cwd=folder, capture_output=True).returncode


def test_a_release_has_each_format_once_and_their_checksums(
    tmp_path: Path, workflows: dict[str, dict[str, Any]]
) -> None:
    for asset in ASSETS:
        (tmp_path / "build" / asset).parent.mkdir(parents=True)
        (tmp_path / "build" / asset).write_text(asset, encoding="utf-8")
    assert collect(tmp_path, workflows["release"]) == 0
    release = tmp_path / "build" / "release"
    assert sorted(path.name for path in release.iterdir()) == sorted(
        ["SHA256SUMS", *(Path(asset).name for asset in ASSETS)]
    )
    checked = subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=release, capture_output=True)
    assert checked.returncode == 0
    assert len(checked.stdout.splitlines()) == len(ASSETS)


@pytest.mark.parametrize("change", ["one too few", "one too many"])
def test_a_release_with_a_format_too_few_or_too_many_is_none(
    tmp_path: Path, workflows: dict[str, dict[str, Any]], change: str
) -> None:
    for asset in (*ASSETS, "pdf/second.pdf") if change == "one too many" else ASSETS[1:]:
        path = tmp_path / "build" / asset
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(asset, encoding="utf-8")
    assert collect(tmp_path, workflows["release"]) != 0


def test_nothing_is_published_before_every_gate_and_with_attestations(workflows: dict[str, dict[str, Any]]) -> None:
    jobs = workflows["release"]["jobs"]
    assert jobs["gates"]["needs"] == jobs["build"]["needs"] == "notes"
    assert sorted(jobs["publish"]["needs"]) == ["build", "gates"]
    steps = [step.get("uses", step.get("run", "")) for step in jobs["publish"]["steps"]]
    (attested,) = [number for number, step in enumerate(steps) if "attest-build-provenance" in step]
    (published,) = [number for number, step in enumerate(steps) if step.startswith("gh release create")]
    assert attested < published == len(steps) - 1
    assert jobs["publish"]["steps"][attested]["with"] == {"subject-path": "release/*"}
    assert steps[published].endswith(" release/*")
