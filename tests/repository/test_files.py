"""No file that git keeps knows the machine it was written on."""

import re
from pathlib import Path

import pytest
import yaml

# Put together so that this file does not name what it looks for.
PLACES = "|".join(
    ("/" + "root/", "/" + "Users/", "/" + r"home/(?!you\b|someone\b)", r"(?<![\w.])/" + "work/", r"C:\\" + "Users")
)
REGISTRIES = "|".join(map(re.escape, ["pypi" + ".org", "files.python" + "hosted.org", "registry." + "npmjs.org"]))

# What CONTRIBUTING.md asks not to write, put together too. "By hand" is left out: the recordings say it.
WORDS = r"(?i)\b({})\b".format(
    "|".join(
        ("men" + "d(s|ed|ing)?", "cu" + "re[sd]?", "an" + "ew", "for" + " ever", "who" + "ever", "be" + "sides")
        + ("cannot be" + " had", "is to be" + " had", "there" + "of", "in" + " vain", "a" + "like", "such" + " is")
        + ("something else" + " than", "looks" + " whether", "(is|are) not" + " so", "o" + "wes?")
    )
)


def found(root: Path, tracked: list[Path], pattern: str, allowed: set[str]) -> list[str]:
    places = []
    for path in tracked:
        name = path.relative_to(root).as_posix()
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        if name not in allowed:
            places += ["{}:{}".format(name, number) for number, line in enumerate(lines, 1) if re.search(pattern, line)]
    return places


@pytest.mark.parametrize("text", ["/" + "root/.cache", "see /" + "home/ada/x", "(/" + "work/main)", "/" + "Users/ada"])
def test_a_place_on_a_machine_is_recognised(tmp_path: Path, text: str) -> None:
    path = tmp_path / "page.md"
    path.write_text("one\n" + text + "\n", encoding="utf-8")
    assert found(tmp_path, [path], PLACES, set()) == ["page.md:2"]


def test_no_file_names_a_place_on_a_machine(root: Path, tracked: list[Path]) -> None:
    assert found(root, tracked, PLACES, set()) == []


def test_no_file_but_the_lock_file_names_a_package_registry(root: Path, tracked: list[Path]) -> None:
    assert found(root, tracked, REGISTRIES, {"uv.lock"}) == []


@pytest.mark.parametrize("text", ["A Me" + "nd for it", "it looks" + " whether", "be" + "sides that", "is not" + " so"])
def test_a_word_that_nobody_uses_today_is_recognised(tmp_path: Path, text: str) -> None:
    path = tmp_path / "page.md"
    path.write_text("amended, for everyone\n" + text + ".\n", encoding="utf-8")
    assert found(tmp_path, [path], WORDS, set()) == ["page.md:2"]


def test_no_file_uses_a_word_that_nobody_uses_today(root: Path, tracked: list[Path]) -> None:
    licenses = {"LICENSE", "LICENSE-PROSE"}
    assert found(root, [path for path in tracked if path.suffix != ".lock"], WORDS, licenses) == []


def test_only_the_script_for_the_bare_machine_knows_where_pythons_come_from(root: Path, tracked: list[Path]) -> None:
    assert {place.partition(":")[0] for place in found(root, tracked, "pythons/" + "provide", set())} == {".ci/run"}


def test_nothing_that_is_made_is_kept(root: Path, tracked: list[Path]) -> None:
    assert tracked
    made = ("build/", "docs/apidocs/", "docs/what-changed/", "docs/_static/")
    names = [path.relative_to(root).as_posix() for path in tracked]
    assert [name for name in names if name.startswith(made) or "__pycache__" in name or name.endswith(".pyc")] == []


def test_no_file_is_large(root: Path, tracked: list[Path]) -> None:
    limits = {"uv.lock": 700_000}  # uv writes it: each wheel for each platform
    assert [path.name for path in tracked if path.stat().st_size > limits.get(path.name, 600_000)] == []


def test_the_hook_before_a_commit_runs_a_command_of_make_and_needs_no_network(root: Path) -> None:
    config = yaml.safe_load((root / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    (repository,) = config["repos"]
    (hook,) = repository["hooks"]
    assert repository["repo"] == "local"
    assert (hook["language"], hook["pass_filenames"]) == ("system", False)
    assert re.search(rf"(?m)^{hook['entry'].removeprefix('make ')}:", (root / "Makefile").read_text(encoding="utf-8"))


def test_python_files_are_as_the_settings_of_editors_say(root: Path, tracked: list[Path]) -> None:
    assert "max_line_length = 120" in (root / ".editorconfig").read_text(encoding="utf-8")
    for path in tracked:
        if path.suffix == ".py" and "chapter_examples" not in path.parts:
            text = path.read_bytes()
            assert b"\r" not in text, path
            assert not text or text.endswith(b"\n"), path
