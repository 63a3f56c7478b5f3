"""Read the Docs' configuration: valid by its schema, and saying what ``make html`` says."""

import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from bookcheck.settings import read_settings
from tests.small_book import ROOT


@pytest.fixture(scope="module")
def configuration() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / ".readthedocs.yaml").read_text(encoding="utf-8"))
    return loaded


def valid(path: Path) -> "subprocess.CompletedProcess[str]":
    """Hold ``path`` against Read the Docs' schema, which comes with check-jsonschema."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.readthedocs", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def commands(configuration: dict[str, Any], builder: str) -> list[list[str]]:
    return [shlex.split(command) for command in configuration["build"]["jobs"]["build"][builder]]


def test_it_is_valid() -> None:
    done = valid(ROOT / ".readthedocs.yaml")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_misspelled_key_is_not_valid(tmp_path: Path) -> None:
    text = (ROOT / ".readthedocs.yaml").read_text(encoding="utf-8")
    (tmp_path / "misspelled.yaml").write_text(text.replace("  tools:", "  tool:"), encoding="utf-8")
    done = valid(tmp_path / "misspelled.yaml")
    assert done.returncode == 1
    assert "'tool' was unexpected" in done.stdout


def test_the_site_is_built_on_the_python_that_make_html_uses(configuration: dict[str, Any]) -> None:
    assert configuration["build"]["tools"] == {"python": read_settings(ROOT).site_python}


@pytest.mark.parametrize("builder", ["html", "epub"])
def test_warnings_are_errors_and_the_pages_are_those_of_docs(configuration: dict[str, Any], builder: str) -> None:
    command = commands(configuration, builder)[0]
    assert command[:3] == ["python", "-m", "sphinx"]
    assert {"-W", "-n", "--keep-going"} <= set(command)
    assert command[command.index("-b") + 1] == builder
    assert command[command.index("-c") + 1] == "conf"
    assert command[-2] == "docs"
    assert command[command.index("-d") + 1].startswith("build/")


def test_make_and_read_the_docs_give_sphinx_the_same_options(configuration: dict[str, Any]) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    line = next(line for line in makefile.splitlines() if line.startswith("SPHINX ="))
    options = set(line.partition("=")[2].split())
    assert options - {"-m", "sphinx"} <= set(commands(configuration, "html")[0])


def test_make_and_read_the_docs_make_the_epub_in_the_same_folders(configuration: dict[str, Any]) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (line,) = [line for line in makefile.splitlines() if " -b epub " in line]
    ours = line.partition("$(SPHINX) ")[2].split()
    assert ours == commands(configuration, "epub")[0][-len(ours) :]


def test_each_format_except_html_has_its_commands_and_one_file(configuration: dict[str, Any]) -> None:
    assert set(configuration["formats"]) == set(configuration["build"]["jobs"]["build"]) - {"html"}
    assert commands(configuration, "epub")[-1] == ["cp", "build/epub/*.epub", "$READTHEDOCS_OUTPUT/epub/"]


def test_it_installs_the_group_of_the_site_and_no_other(configuration: dict[str, Any]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert configuration["python"]["install"] == [{"method": "uv", "command": "sync", "groups": ["docs"]}]
    assert "docs" in project["dependency-groups"]
    assert project["tool"]["uv"]["default-groups"] == []
