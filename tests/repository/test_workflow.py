"""The workflow runs README's test command on each Python of pythons.txt, and may do nothing else."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bookcheck.pythons.python import Python, load_pythons


@pytest.mark.parametrize("extra", ["", "\n# a comment\n\n3.98 3.98.1 kept\n3.99 3.99.1 # with a remark\n"])
def test_the_matrix_is_read_from_the_list_of_pythons(
    root: Path, workflow: dict[str, Any], pythons: tuple[Python, ...], tmp_path: Path, extra: str
) -> None:
    (read,) = [step for step in workflow["jobs"]["pythons"]["steps"] if step.get("id") == "read"]
    listed = (root / "pythons.txt").read_text(encoding="utf-8")
    (tmp_path / "pythons.txt").write_text(listed + extra, encoding="utf-8")
    (tmp_path / "read.py").write_text(read["run"], encoding="utf-8")
    environ = {**os.environ, "GITHUB_OUTPUT": str(tmp_path / "output")}
    assert read["shell"] == "python3 {0}"
    subprocess.run([sys.executable, "read.py"], cwd=tmp_path, env=environ, check=True)
    lines = (tmp_path / "output").read_text(encoding="utf-8").splitlines()
    answers = {name: json.loads(value) for name, _, value in (line.partition("=") for line in lines)}
    run = [python for python in pythons if not python.kept]
    tags = [python.tag for python in run] + (["3.99"] if extra else [])
    listed_tags = [python.tag for python in pythons]
    newest = "3.99" if extra else run[-1].base
    threaded = [python.base + "t" for python in run if not python.is_variant and python.version >= (3, 13)]
    assert answers == {
        "tags": tags,
        "ends": [tags[0], newest],
        "unrecorded": [tag for tag in [*threaded, *(["3.99t"] if extra else [])] if tag not in listed_tags],
    }


def test_the_matrix_is_what_was_read(workflow: dict[str, Any]) -> None:
    outputs = workflow["jobs"]["pythons"]["outputs"]
    assert outputs == {name: "${{ steps.read.outputs." + name + " }}" for name in ("tags", "ends", "unrecorded")}
    for job, name in (("test", "tags"), ("portable", "ends"), ("unrecorded", "unrecorded")):
        strategy = workflow["jobs"][job]["strategy"]
        assert workflow["jobs"][job]["needs"] == "pythons"
        assert strategy["fail-fast"] is False
        assert strategy["matrix"]["python"] == "${{ fromJSON(needs.pythons.outputs." + name + ") }}"


def test_each_python_runs_the_test_command_of_the_readme(root: Path, workflow: dict[str, Any]) -> None:
    runs = [step["run"] for step in workflow["jobs"]["test"]["steps"] if "run" in step]
    assert runs == ['make test V="$TAG"']
    assert "$ make test\n" in (root / "README.md").read_text(encoding="utf-8")


def test_a_variant_gets_its_line_below_its_base(
    root: Path, workflow: dict[str, Any], pythons: tuple[Python, ...], tmp_path: Path
) -> None:
    (add,) = [step for step in workflow["jobs"]["unrecorded"]["steps"] if step.get("id") == "add"]
    path = tmp_path / "pythons.txt"
    path.write_text((root / "pythons.txt").read_text(encoding="utf-8") + "3.99 3.99.1\n3.99+jit 3.99.1\n", "utf-8")
    (tmp_path / "add.py").write_text(add["run"], encoding="utf-8")
    environ = {**os.environ, "TAG": "3.99t"}
    subprocess.run([sys.executable, "add.py"], cwd=tmp_path, env=environ, check=True)
    added = load_pythons(path)
    assert added[: len(pythons)] == pythons
    assert [(python.tag, python.release) for python in added[len(pythons) :]] == [
        ("3.99", "3.99.1"),
        ("3.99t", "3.99.1"),
        ("3.99+jit", "3.99.1"),
    ]


def test_a_first_recording_is_a_patch_that_applies(workflow: dict[str, Any], tmp_path: Path) -> None:
    (patch,) = [step for step in workflow["jobs"]["unrecorded"]["steps"] if step.get("id") == "patch"]
    book = tmp_path / "book"
    (book / "recordings").mkdir(parents=True)
    (book / "pythons.txt").write_text("3.99 3.99.1\n", encoding="utf-8")

    def git(*arguments: str) -> None:
        names = ["-c", "user.name=n", "-c", "user.email=e"]
        subprocess.run(["git", *names, *arguments], cwd=book, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "A book")
    (book / "pythons.txt").write_text("3.99 3.99.1\n3.99t 3.99.1\n", encoding="utf-8")
    (book / "recordings" / "new.txt").write_text("new\n", encoding="utf-8")
    environ = {**os.environ, "TAG": "3.99t", "GITHUB_STEP_SUMMARY": str(tmp_path / "summary")}
    subprocess.run(["bash", "-e", "-c", patch["run"]], cwd=book, env=environ, check=True)
    assert "2 files changed" in (tmp_path / "summary").read_text(encoding="utf-8")
    git("reset", "-q", "--hard")
    assert not (book / "recordings").exists()
    git("apply", "build/3.99t.patch")
    assert (book / "recordings" / "new.txt").read_text(encoding="utf-8") == "new\n"
    assert "3.99t" in (book / "pythons.txt").read_text(encoding="utf-8")


def test_no_gate_waits_for_a_first_recording(workflow: dict[str, Any]) -> None:
    job = workflow["jobs"]["unrecorded"]
    assert job["continue-on-error"] is True
    assert job["if"] == "needs.pythons.outputs.unrecorded != '[]'"  # a matrix of nothing is an error


def test_other_systems_need_neither_make_nor_their_own_shell(workflow: dict[str, Any]) -> None:
    job = workflow["jobs"]["portable"]
    assert [system.partition("-")[0] for system in job["strategy"]["matrix"]["os"]] == ["macos", "windows"]
    runs = [step["run"] for step in job["steps"] if "run" in step]
    assert runs
    assert [run for run in runs if not re.fullmatch(r"uv [\w ./-]+", run)] == []


def test_the_last_job_waits_for_every_gate(workflow: dict[str, Any]) -> None:
    jobs = workflow["jobs"]
    gates = {name for name, job in jobs.items() if not job.get("continue-on-error")} - {"passed"}
    assert sorted(jobs["passed"]["needs"]) == sorted(gates)
    assert len(gates) == len(jobs) - 2
    assert jobs["passed"]["steps"][0]["run"].count("success") == len(gates)


def test_an_older_run_of_a_pull_request_is_cancelled(workflow: dict[str, Any]) -> None:
    assert workflow["concurrency"]["cancel-in-progress"] == "${{ github.event_name == 'pull_request' }}"


def test_the_bare_machine_runs_the_test_command_of_the_readme(root: Path) -> None:
    path = root / ".ci" / "run"
    assert os.access(path, os.X_OK)
    assert path.read_text(encoding="utf-8").splitlines()[-1] == "make test"
    assert subprocess.run(["bash", "-n", str(path)], capture_output=True).returncode == 0
