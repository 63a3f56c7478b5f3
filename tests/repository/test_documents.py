"""What the README and the licences promise is there."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from bookcheck.pages.book import Book
from bookcheck.pages.directives import EXAMPLE_OPTIONS
from bookcheck.programs.declaration import KEYS
from bookcheck.pythons.python import Python

LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)")


def test_the_readme_has_a_picture_and_then_the_two_commands(root: Path) -> None:
    text = (root / "README.md").read_text(encoding="utf-8")
    picture = text.index("![")
    first, second = text.index("\n$ make html\n"), text.index("\n$ make test\n")
    assert picture < first < second


def test_every_link_of_the_documents_leads_to_a_file(root: Path) -> None:
    for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"):
        links = LINK.findall((root / name).read_text(encoding="utf-8"))
        assert [link for link in links if not (root / link).exists()] == [], name


def test_every_example_that_the_readme_names_is_in_the_book(root: Path) -> None:
    text = (root / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"bookcheck (?:show|run|copy) (\S+)", text))
    assert named
    assert named <= set(Book(root).examples)


def test_every_place_that_the_readme_lists_exists(root: Path) -> None:
    places = re.findall(r"^\| `([^`]+)` \|", (root / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(places) == 7
    assert [place for place in places if not (root / place).exists()] == []


def test_the_readme_names_the_oldest_and_the_newest_python(root: Path, pythons: tuple[Python, ...]) -> None:
    versions = [python.tag for python in pythons if not python.is_variant]
    text = (root / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"CPython, ([\d.]+) to ([\d.]+),", text) == [(versions[0], versions[-1])]


def test_contributing_has_the_five_recipes(root: Path) -> None:
    text = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    titles = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert titles[:5] == ["Add an example", "Add a claim", "Add a law", "Add a page", "Add a Python"]
    for recipe in re.split(r"^## ", text, flags=re.MULTILINE)[1:6]:
        steps = [int(number) for number in re.findall(r"^(\d)\. ", recipe, re.MULTILINE)]
        assert steps == list(range(1, len(steps) + 1))
        assert "`make test`" in recipe
        assert "`make check" in recipe
        assert len(steps) <= 5


def test_contributing_lists_all_that_an_example_declares(root: Path) -> None:
    text = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `# book: ([^`]+)` \|", text, re.MULTILINE) == list(KEYS.values())
    assert set(re.findall(r"`:(\w+):`", text)) == set(EXAMPLE_OPTIONS)


def test_contributing_names_the_workflows_and_the_commands_of_a_release(
    root: Path, workflows: dict[str, dict[str, Any]]
) -> None:
    text = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    titles = re.findall(r"^\| GitHub, \*([^*]+)\* \|", text, re.MULTILINE)
    assert [*titles, "Release"] == [workflow["name"] for workflow in workflows.values()]
    recipe = text.partition("\n## Release\n")[2].partition("\n## ")[0]
    for command in ("`uv lock`", "`make changelog`", "`make test`", "git push origin vX.Y.Z"):
        assert command in recipe


def test_the_code_may_be_pasted_without_notice(root: Path) -> None:
    text = (root / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("MIT No Attribution\n")
    assert "The above copyright notice" not in text


def test_the_prose_is_under_the_whole_text_of_its_licence(root: Path) -> None:
    text = (root / "LICENSE-PROSE").read_text(encoding="utf-8")
    assert text.startswith("Attribution 4.0 International\n")
    assert re.findall(r"^Section (\d) -- ", text, re.MULTILINE) == list("12345678")


def test_the_citation_is_valid_and_says_what_the_metadata_says(root: Path, pyproject: dict[str, Any]) -> None:
    path = root / "CITATION.cff"
    options = ["--builtin-schema", "vendor.citation-file-format", "--default-filetype", "yaml"]
    command = [sys.executable, "-m", "check_jsonschema", *options, str(path)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    citation = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert citation["title"] == pyproject["project"]["description"].partition(":")[0]
    assert " AND ".join(citation["license"]) == pyproject["project"]["license"]
    assert {"version", "date-released"}.isdisjoint(
        citation
    )  # the version stands in pyproject.toml, the date at the tag


def test_metadata_and_readme_name_both_licences(root: Path, pyproject: dict[str, Any]) -> None:
    assert pyproject["project"]["license"] == "MIT-0 AND CC-BY-4.0"
    assert pyproject["project"]["license-files"] == ["LICENSE", "LICENSE-PROSE"]
    text = (root / "README.md").read_text(encoding="utf-8")
    assert "[MIT-0](LICENSE)" in text
    assert "[CC BY 4.0](LICENSE-PROSE)" in text
