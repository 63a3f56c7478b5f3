"""The report of a scheduled workflow is one issue: opened, kept up to date, closed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

GH = """\
#!/usr/bin/env python3
import json, os, sys
with open(os.environ["CALLS"], "a") as calls:
    calls.write(json.dumps(sys.argv[1:]) + "\\n")
if sys.argv[2] == "list":
    print(os.environ["ISSUES"])
sys.exit(int(os.environ.get("STATUS", "0")))
"""
OTHER = {"number": 3, "title": "Broken links, and more"}
OURS = {"number": 7, "title": "Broken links"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a report, and a ``gh`` that notes how it is called."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "gh").write_text(GH, encoding="utf-8")
    (tmp_path / "bin" / "gh").chmod(0o755)
    (tmp_path / "found.txt").write_text("p.md:3: [broken] http://x\n", encoding="utf-8")
    return tmp_path


def report(
    root: Path, folder: Path, *arguments: str, issues: list[dict[str, object]], status: int = 0
) -> subprocess.CompletedProcess[str]:
    environ = {
        "PATH": "{}:{}".format(folder / "bin", os.environ["PATH"]),
        "CALLS": str(folder / "calls"),
        "ISSUES": json.dumps(issues),
        "STATUS": str(status),
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
        "GITHUB_SERVER_URL": "https://host",
        "GITHUB_REPOSITORY": "owner/book",
        "GITHUB_RUN_ID": "12",
    }
    command = [sys.executable, str(root / ".github" / "report.py"), *arguments]
    return subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True)


def calls(folder: Path) -> list[str]:
    """What ``gh issue`` was asked, but for the list and the repository."""
    lines = [json.loads(line) for line in (folder / "calls").read_text(encoding="utf-8").splitlines()]
    assert all(words[0] == "issue" and words[-2:] == ["--repo", "owner/book"] for words in lines)
    return [" ".join(words[1:-2]) for words in lines if words[1] != "list"]


def test_an_issue_is_opened_with_the_report_and_the_run(root: Path, folder: Path) -> None:
    done = report(root, folder, "open", "Broken links", "found.txt", issues=[OTHER])
    assert done.returncode == 0, done.stderr
    assert calls(folder) == ["create --title Broken links --body-file found.txt.issue"]
    body = (folder / "found.txt.issue").read_text(encoding="utf-8")
    assert body.startswith("p.md:3: [broken] http://x\n\nWritten by https://host/owner/book/actions/runs/12, ")
    assert "[broken] http://x" in (folder / "summary.md").read_text(encoding="utf-8")


def test_the_issue_that_is_open_is_updated(root: Path, folder: Path) -> None:
    done = report(root, folder, "open", "Broken links", "found.txt", issues=[OTHER, OURS])
    assert done.returncode == 0, done.stderr
    assert calls(folder) == ["edit 7 --body-file found.txt.issue"]


def test_the_issue_is_closed_when_nothing_is_found(root: Path, folder: Path) -> None:
    assert report(root, folder, "close", "Broken links", issues=[OTHER, OURS]).returncode == 0
    assert calls(folder) == ["close 7 --comment Nothing is found any more."]
    (folder / "calls").unlink()
    assert report(root, folder, "close", "Broken links", issues=[OTHER]).returncode == 0
    assert calls(folder) == []


def test_a_long_report_is_cut_to_what_github_takes(root: Path, folder: Path) -> None:
    (folder / "found.txt").write_text("a line\n" * 20_000, encoding="utf-8")
    assert report(root, folder, "open", "Broken links", "found.txt", issues=[]).returncode == 0
    body = (folder / "found.txt.issue").read_text(encoding="utf-8")
    assert len(body) < 65_536
    assert "… and more: see the run." in body


@pytest.mark.parametrize("name", ["found.txt", "nothing.txt"])
def test_a_run_that_failed_without_a_report_stays_failed(root: Path, folder: Path, name: str) -> None:
    (folder / "found.txt").write_text("\n", encoding="utf-8")
    done = report(root, folder, "open", "Broken links", name, issues=[])
    assert done.returncode == 1
    assert "no report" in done.stderr
    assert not (folder / "calls").exists()


def test_what_github_refuses_fails(root: Path, folder: Path) -> None:
    assert report(root, folder, "close", "Broken links", issues=[OURS], status=4).returncode == 4


def test_other_words_are_answered_with_the_usage(root: Path, folder: Path) -> None:
    done = report(root, folder, "opne", "Broken links", issues=[])
    assert done.returncode == 1
    assert ".github/report.py open TITLE FILE" in done.stderr
