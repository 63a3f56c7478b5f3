"""A commit goes live only after its gates: what Read the Docs is told, and what moves the branch that it builds."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from bookcheck.publishing.green import CHECK, SKIP, why_not
from tests.small_book import ROOT

COMMIT = "4f6c" * 10
PASSED = {"name": CHECK, "conclusion": "success", "app": {"slug": "github-actions"}}


@dataclass
class GitHub:
    """A server that answers as GitHub does, and remembers what it was asked."""

    address: str = ""
    answer: bytes = b""
    status: int = 200
    asked: list[str] = field(default_factory=list)

    def says(self, *runs: dict[str, Any]) -> None:
        """Have it list these runs of the check."""
        self.answer = json.dumps({"total_count": len(runs), "check_runs": runs}).encode()

    def variables(self, **more: str) -> dict[str, str]:
        """Return the variables of a build on Read the Docs."""
        return {
            "BOOK_CHECKS": self.address,
            "READTHEDOCS_GIT_CLONE_URL": "https://github.com/someone/book.git",
            "READTHEDOCS_GIT_COMMIT_HASH": COMMIT,
            "READTHEDOCS_VERSION_TYPE": "branch",
            **more,
        }


@pytest.fixture
def github() -> Iterator[GitHub]:
    """A server on this machine."""
    told = GitHub()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append(self.path)
            self.send_response(told.status)
            self.end_headers()
            self.wfile.write(told.answer)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        told.address = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield told
        server.shutdown()


def workflow(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / ".github/workflows" / f"{name}.yml").read_text(encoding="utf-8"))
    return loaded


def test_a_commit_whose_gates_passed_is_published(github: GitHub) -> None:
    github.says(PASSED)
    assert why_not(github.variables()) == ""
    assert github.asked == [
        f"/repos/someone/book/commits/{COMMIT}/check-runs?check_name=Gates+%2F+All+gates&filter=latest"
    ]


@pytest.mark.parametrize("conclusion", ["failure", "cancelled", "skipped", "neutral", "timed_out", "stale", None])
def test_a_check_that_ended_otherwise_or_not_yet_keeps_the_commit_back(github: GitHub, conclusion: str | None) -> None:
    github.says({**PASSED, "conclusion": conclusion})
    assert why_not(github.variables()) == f"the check 'Gates / All gates' says {conclusion}"


@pytest.mark.parametrize(
    "run", [{"name": "All gates"}, {"name": "Gates / All gates (2)"}, {"app": {"slug": "somebody-elses"}}]
)
def test_another_check_proves_nothing(github: GitHub, run: dict[str, Any]) -> None:
    github.says({**PASSED, **run})
    assert why_not(github.variables()) == "the check 'Gates / All gates' has not run"


def test_one_that_failed_beside_one_that_passed_keeps_the_commit_back(github: GitHub) -> None:
    github.says(PASSED, {**PASSED, "conclusion": "failure"})
    assert "says success, failure" in why_not(github.variables())


@pytest.mark.parametrize(
    ("status", "answer"),
    [(403, b'{"message": "API rate limit exceeded"}'), (404, b"{}"), (200, b"no JSON"), (200, b"[]"), (200, b"{}")],
)
def test_no_answer_is_not_yes(github: GitHub, status: int, answer: bytes) -> None:
    github.status, github.answer = status, answer
    assert "GitHub does not say whether the gates passed" in why_not(github.variables())


def test_no_server_is_not_yes(github: GitHub) -> None:
    assert "GitHub does not say" in why_not(github.variables(BOOK_CHECKS="http://127.0.0.1:9"))


@pytest.mark.parametrize("missing", ["READTHEDOCS_GIT_CLONE_URL", "READTHEDOCS_GIT_COMMIT_HASH"])
def test_a_build_that_does_not_say_what_it_builds_is_not_published(github: GitHub, missing: str) -> None:
    assert "to ask about" in why_not(github.variables(**{missing: ""}))
    assert github.asked == []


def test_a_tag_is_asked_about_too(github: GitHub) -> None:
    github.says()
    assert "has not run" in why_not(github.variables(READTHEDOCS_VERSION_TYPE="tag"))


def test_a_preview_of_a_pull_request_needs_no_check(github: GitHub) -> None:
    assert why_not(github.variables(READTHEDOCS_VERSION_TYPE="external")) == ""


@pytest.mark.parametrize(("conclusion", "status"), [("success", 0), ("failure", SKIP)])
def test_the_command_of_the_configuration_ends_the_build(github: GitHub, conclusion: str, status: int) -> None:
    configuration = yaml.safe_load((ROOT / ".readthedocs.yaml").read_text(encoding="utf-8"))
    (command,) = configuration["build"]["jobs"]["post_install"]  # before anything is built
    github.says({**PASSED, "conclusion": conclusion})
    environ = {**os.environ, **github.variables(), "PYTHONPATH": str(ROOT / "src")}
    words = [sys.executable, *command.split()[1:]]
    done = subprocess.run(words, env=environ, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == status
    assert ("This commit is not published" in done.stderr) == bool(status)


def test_the_check_is_the_last_job_of_ci_where_publish_and_release_call_it() -> None:
    last = workflow("ci")["jobs"]["passed"]["name"]
    for name in ("publish", "release"):
        gates = workflow(name)["jobs"]["gates"]
        assert f"{gates['name']} / {last}" == CHECK
        assert "if" not in gates


def test_the_branch_moves_after_every_gate_and_forward_only(tmp_path: Path) -> None:
    publish = workflow("publish")
    assert publish[True] == {"push": {"branches": ["main"]}}  # type: ignore[index]
    job = publish["jobs"]["publish"]
    assert (job["needs"], "if" in job) == ("gates", False)
    (step,) = job["steps"]
    told = tmp_path / "gh"
    told.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', encoding="utf-8")
    told.chmod(0o755)
    environ = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    environ |= {"GITHUB_REPOSITORY": "someone/book", "GITHUB_SHA": COMMIT}
    done = subprocess.run(["bash", "-e", "-c", step["run"]], env=environ, capture_output=True, text=True, check=True)
    asked = "api --method PATCH repos/someone/book/git/refs/heads/published"
    assert done.stdout.split() == [*asked.split(), "-f", f"sha={COMMIT}", "-F", "force=false"]


def test_no_other_workflow_runs_on_main_or_moves_the_branch() -> None:
    for path in sorted((ROOT / ".github/workflows").glob("*.yml")):
        text = path.read_text(encoding="utf-8")
        pushed = yaml.safe_load(text)[True].get("push", {})
        assert (path.stem == "publish") == ("main" in pushed.get("branches", []))
        assert (path.stem == "publish") == ("refs/heads/published" in text)
