"""The workflow runs README's test command on each Python of pythons.txt, and may do nothing else."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bookcheck.pythons import Python


def steps(workflow: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


def test_the_workflow_is_valid(root: Path) -> None:
    command = ["-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", ".github/workflows/ci.yml"]
    done = subprocess.run([sys.executable, *command], cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("extra", ["", "\n# a comment\n\n3.99 3.99.1 # not kept\n3.97 3.97.1  kept  # left support\n"])
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
    name, _, value = (tmp_path / "output").read_text(encoding="utf-8").partition("=")
    assert name == "tags"
    assert json.loads(value) == [p.tag for p in pythons if not p.kept] + (["3.99"] if extra else [])


def test_the_matrix_is_what_was_read(workflow: dict[str, Any]) -> None:
    assert workflow["jobs"]["pythons"]["outputs"] == {"tags": "${{ steps.read.outputs.tags }}"}
    test = workflow["jobs"]["test"]
    assert test["needs"] == "pythons"
    assert test["strategy"] == {
        "fail-fast": False,
        "matrix": {"python": "${{ fromJSON(needs.pythons.outputs.tags) }}"},
    }


def test_each_python_runs_the_test_command_of_the_readme(root: Path, workflow: dict[str, Any]) -> None:
    runs = [step["run"] for step in workflow["jobs"]["test"]["steps"] if "run" in step]
    assert runs == ['make test V="$TAG"']
    assert "$ make test\n" in (root / "README.md").read_text(encoding="utf-8")


def test_every_action_is_pinned_to_a_commit_that_a_comment_names(root: Path, workflow: dict[str, Any]) -> None:
    used = [step["uses"] for step in steps(workflow) if "uses" in step]
    text = (root / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    pinned = re.findall(r"uses: ([\w-]+/[\w-]+@[0-9a-f]{40}) # v\d+\.\d+\.\d+$", text, re.MULTILINE)
    assert used
    assert pinned == used


def test_one_action_has_one_commit(workflow: dict[str, Any]) -> None:
    used = {step["uses"] for step in steps(workflow) if "uses" in step}
    assert len({action.partition("@")[0] for action in used}) == len(used)


def test_the_workflow_may_only_read(workflow: dict[str, Any]) -> None:
    assert workflow["permissions"] == {"contents": "read"}
    assert [name for name, job in workflow["jobs"].items() if "permissions" in job] == []
    checkouts = [step for step in steps(workflow) if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_the_workflow_knows_no_secret(root: Path) -> None:
    assert "secrets" not in (root / ".github/workflows/ci.yml").read_text(encoding="utf-8")


def test_no_expression_is_pasted_into_a_script(workflow: dict[str, Any]) -> None:
    assert [step["run"] for step in steps(workflow) if "${{" in step.get("run", "")] == []


def test_the_last_job_waits_for_all_others_and_every_job_has_a_time_limit(workflow: dict[str, Any]) -> None:
    jobs = workflow["jobs"]
    assert sorted(jobs["passed"]["needs"]) == sorted(set(jobs) - {"passed"})
    assert jobs["passed"]["steps"][0]["run"].count("success") == len(jobs) - 1
    assert all(job["timeout-minutes"] <= 30 for job in jobs.values())


def test_an_older_run_of_a_pull_request_is_cancelled(workflow: dict[str, Any]) -> None:
    assert workflow["concurrency"]["cancel-in-progress"] == "${{ github.event_name == 'pull_request' }}"


def test_the_bare_machine_runs_the_test_command_of_the_readme(root: Path) -> None:
    path = root / ".ci" / "run"
    assert os.access(path, os.X_OK)
    assert path.read_text(encoding="utf-8").splitlines()[-1] == "make test"
    assert subprocess.run(["bash", "-n", str(path)], capture_output=True).returncode == 0
