"""What holds for every workflow: valid, linted, pinned, limited, and with no more rights than it needs."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

Workflows = dict[str, dict[str, Any]]
SCRIPTS = Path(sys.executable).parent
NAMES = ["ci", "links", "newest", "publish", "release"]

# A job that may do more than read, and what for; the workflow says why at each.
RIGHTS = {
    ("links", "links"): {"contents": "read", "issues": "write"},
    ("newest", "newest"): {"contents": "read", "issues": "write"},
    ("publish", "publish"): {"contents": "write"},
    ("release", "publish"): {"contents": "write", "id-token": "write", "attestations": "write"},
}


def jobs(workflows: Workflows) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for name, workflow in workflows.items():
        for job, body in workflow["jobs"].items():
            yield name, job, body


def steps(workflows: Workflows) -> Iterator[dict[str, Any]]:
    for _, _, body in jobs(workflows):
        yield from body.get("steps", [])


def run(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, command)], cwd=folder, capture_output=True, text=True)


def actionlint(folder: Path) -> subprocess.CompletedProcess[str]:
    # Neither is in uv.lock, so what a machine has of them must not decide.
    return run(SCRIPTS / "actionlint", "-no-color", "-shellcheck=", "-pyflakes=", folder=folder)


def zizmor(folder: Path) -> subprocess.CompletedProcess[str]:
    options = ["--quiet", "--offline", "--pedantic", "--strict-collection", "--no-config"]
    return run(SCRIPTS / "zizmor", *options, ".github", folder=folder)


def test_these_are_the_workflows(workflows: Workflows) -> None:
    assert list(workflows) == NAMES


@pytest.mark.parametrize(
    ("schema", "files"),
    [("github-workflows", [f"workflows/{name}.yml" for name in NAMES]), ("dependabot", ["dependabot.yml"])],
)
def test_each_is_valid_by_its_schema(root: Path, schema: str, files: list[str]) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor." + schema]
    done = run(*command, *files, folder=root / ".github")
    assert done.returncode == 0, done.stdout + done.stderr


def test_actionlint_finds_nothing(root: Path) -> None:
    done = actionlint(root)
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_nothing_and_is_told_to_overlook_nothing(root: Path, workflows: Workflows) -> None:
    done = zizmor(root)
    assert done.returncode == 0, done.stdout + done.stderr
    for name in workflows:
        assert "zizmor: ignore" not in (root / f".github/workflows/{name}.yml").read_text(encoding="utf-8")


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """A folder with a copy of the workflow of each change, to be damaged."""
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    (folder / "ci.yml").write_text((root / ".github/workflows/ci.yml").read_text(encoding="utf-8"), encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)  # by which actionlint knows a project
    return tmp_path


def damage(folder: Path, old: str, new: str) -> None:
    path = folder / ".github/workflows/ci.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("runs-on: ubuntu-24.04", "runs-on: ubuntu-42.04", "ubuntu-42.04"),
        ("needs.pythons.outputs.tags", "needs.pythons.outputs.tagz", "tagz"),
    ],
)
def test_actionlint_notices_a_mistake(copy: Path, old: str, new: str, said: str) -> None:
    assert actionlint(copy).returncode == 0
    damage(copy, old, new)
    done = actionlint(copy)
    assert done.returncode == 1
    assert said in done.stdout


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('run: make test V="$TAG"\n', "run: make test V=${{ github.head_ref }}\n", "template-injection"),
        ("@3d3c42e5aac5ba805825da76410c181273ba90b1 #", "@v7 #", "unpinned-uses"),
        ("permissions:\n  contents: read", "permissions: write-all", "excessive-permissions"),
    ],
)
def test_zizmor_notices_a_danger(copy: Path, old: str, new: str, said: str) -> None:
    assert zizmor(copy).returncode == 0
    damage(copy, old, new)
    done = zizmor(copy)
    assert done.returncode > 1
    assert said in done.stdout


def test_every_action_is_pinned_to_a_commit_that_a_comment_names(root: Path, workflows: Workflows) -> None:
    used = [step["uses"] for step in steps(workflows) if "uses" in step]
    pinned = []
    for name in workflows:
        text = (root / f".github/workflows/{name}.yml").read_text(encoding="utf-8")
        pinned += re.findall(r"uses: ([\w-]+/[\w-]+@[0-9a-f]{40}) # v\d+\.\d+\.\d+$", text, re.MULTILINE)
    assert len(used) >= 10
    assert pinned == used


def test_one_action_has_one_commit(workflows: Workflows) -> None:
    used = {step["uses"] for step in steps(workflows) if "uses" in step}
    assert len({action.partition("@")[0] for action in used}) == len(used)


def test_a_workflow_that_is_called_is_the_one_of_the_same_commit(workflows: Workflows) -> None:
    called = [body["uses"] for _, _, body in jobs(workflows) if "uses" in body]
    assert called == ["$/.github/workflows/ci.yml"] * 2


def test_a_job_may_only_read_unless_it_needs_more(workflows: Workflows) -> None:
    assert all(workflow["permissions"] == {"contents": "read"} for workflow in workflows.values())
    assert {(name, job): body["permissions"] for name, job, body in jobs(workflows) if "permissions" in body} == RIGHTS


def test_no_checkout_keeps_the_token(workflows: Workflows) -> None:
    checkouts = [step for step in steps(workflows) if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_the_only_secret_is_the_token_of_the_run_and_one_step_sees_it(root: Path, workflows: Workflows) -> None:
    for name in workflows:
        assert "secrets" not in (root / f".github/workflows/{name}.yml").read_text(encoding="utf-8")
    assert all("env" not in workflow for workflow in workflows.values())
    assert [job for _, job, body in jobs(workflows) if "GH_TOKEN" in body.get("env", {})] == []
    seeing = [step["run"].partition(" ")[0] for step in steps(workflows) if "GH_TOKEN" in step.get("env", {})]
    assert sorted(set(seeing)) == [".github/report.py", "gh"]


def test_no_expression_is_pasted_into_a_script(workflows: Workflows) -> None:
    assert [step["run"] for step in steps(workflows) if "${{" in step.get("run", "")] == []


def test_every_job_has_a_time_limit(workflows: Workflows) -> None:
    assert all(body["timeout-minutes"] <= 60 for _, _, body in jobs(workflows) if "uses" not in body)


def test_no_run_waits_for_one_of_another_workflow(workflows: Workflows) -> None:
    # The release calls ci.yml: with one group for both, each would wait for the other. GitHub ignores case here.
    groups = [workflow["concurrency"]["group"].lower() for workflow in workflows.values()]
    assert groups == ["ci-${{ github.ref }}", "links", "newest", "publish", "release-${{ github.ref }}"]


def test_what_runs_each_week_can_be_started_by_hand(workflows: Workflows) -> None:
    for name in ("links", "newest"):
        triggers = workflows[name][True]  # type: ignore[index]
        assert set(triggers) == {"schedule", "workflow_dispatch"}
        (when,) = triggers["schedule"]
        assert re.fullmatch(r"\d+ \d+ \* \* [0-6]", when["cron"])
