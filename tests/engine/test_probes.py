"""Claims and probes: a claim holds on exactly the versions it names, or it is a mistake."""

from dataclasses import replace
from pathlib import Path
from typing import Dict, List

import pytest

from bookcheck.errors import BookError
from bookcheck.pages.claims import Claim, check_claim, read_claim
from bookcheck.programs.probes import Probe, find_probes, probe_program
from bookcheck.programs.runner import Outcome, Runner, Step
from bookcheck.pythons.python import Python
from bookcheck.recordings.answers import recorded_answers
from bookcheck.recordings.recording import Recording

PAGE = Path("docs/values.md")
TAGS = ("3.8", "3.9", "3.10", "3.11", "3.13", "3.13t")
PYTHONS = tuple(Python(tag, tag.rstrip("t") + ".1") for tag in TAGS)
PROBES = {
    name: Probe(name, "A sentence.", "def f(): ...", Path("src/chapter_examples/basics/claims.py"), 4)
    for name in ("basics.binary_op", "basics.walrus")
}


def claim(role: str, text: str) -> Claim:
    return read_claim(role, text, PYTHONS, PAGE, 7)


def recorded(answers: Dict[str, str], pending: List[str]) -> Dict[str, Recording]:
    outcomes = {
        tag: Outcome((Step("python run_probes.py", "walrus True\nbinary_op {}\n".format(answer)),))
        for tag, answer in answers.items()
    }
    return {"basics": Recording("basics/claims", "0" * 16, outcomes, tuple(pending))}


def mistakes(role: str, text: str, true_on: str, *, pending: str = "", **odd: str) -> List[BookError]:
    answers = {tag: str(tag in true_on.split()) for tag in TAGS}
    answers.update({key.replace("v", "").replace("_", "."): value for key, value in odd.items()})
    return check_claim(claim(role, text), PROBES, recorded(answers, pending.split()), PYTHONS)


@pytest.mark.parametrize(
    ("role", "text", "words", "holds"),
    [
        ("since", "3.11 <basics.binary_op>", "3.11+", "3.11 3.13 3.13t"),
        ("until", "3.10 <basics.binary_op>", "≤ 3.10", "3.8 3.9 3.10"),
        ("during", "3.9-3.11 <basics.binary_op>", "3.9–3.11", "3.9 3.10 3.11"),
        ("during", "3.9–3.10 <basics.binary_op>", "3.9–3.10", "3.9 3.10"),
        ("during", "3.13 <basics.binary_op>", "3.13", "3.13 3.13t"),
        ("since", "  3.11 <basics.binary_op>\n", "3.11+", "3.11 3.13 3.13t"),
    ],
)
def test_a_claim_says_on_which_versions_it_holds(role: str, text: str, words: str, holds: str) -> None:
    read = claim(role, text)
    assert (read.words, read.probe, read.path, read.line) == (words, "basics.binary_op", PAGE, 7)
    assert " ".join(python.tag for python in PYTHONS if read.holds_on(python)) == holds
    assert mistakes(role, text, holds) == []


@pytest.mark.parametrize(
    ("role", "text", "words"),
    [
        ("since", "3.11", "cannot be parsed"),
        ("since", "basics.binary_op", "cannot be parsed"),
        ("since", "3.11 basics.binary_op", "cannot be parsed"),
        ("since", "3.11 <binary_op>", "cannot be parsed"),
        ("since", "3.11+ <basics.binary_op>", "cannot be parsed"),
        ("since", "3.11 <basics.binary-op>", "cannot be parsed"),
        ("since", "3.11-3.13 <basics.binary_op>", "cannot be parsed"),
        ("until", "3.9-3.11 <basics.binary_op>", "cannot be parsed"),
        ("since", "3.13t <basics.binary_op>", "cannot be parsed"),
        ("since", "<basics.binary_op>", "cannot be parsed"),
        ("since", "3.12 <basics.binary_op>", "names Python 3.12, which is not in the list; did you mean 3.1"),
        ("during", "3.9-3.12 <basics.binary_op>", "names Python 3.12, which is not in the list"),
        ("since", "3. <basics.binary_op>", "names Python 3., which is not in the list"),
        ("since", "3.11.1 <basics.binary_op>", "names Python 3.11.1, which is not in the list"),
    ],
)
def test_a_claim_that_does_not_read_is_refused_at_its_line(role: str, text: str, words: str) -> None:
    with pytest.raises(BookError) as caught:
        claim(role, text)
    assert (caught.value.path, caught.value.line) == (PAGE, 7)
    assert words in caught.value.problem
    assert caught.value.found == "{" + role + "}`" + text + "`"
    assert "{{" not in str(caught.value.expected)


@pytest.mark.parametrize(
    ("role", "text", "true_on", "wrong_on"),
    [
        ("since", "3.11 <basics.binary_op>", "3.10 3.11 3.13 3.13t", "3.10"),
        ("since", "3.11 <basics.binary_op>", "3.13 3.13t", "3.11"),
        ("since", "3.11 <basics.binary_op>", "3.11 3.13", "3.13t"),
        ("since", "3.11 <basics.binary_op>", "3.8 3.9 3.10 3.11 3.13 3.13t", "3.8 3.9 3.10"),
        ("since", "3.11 <basics.binary_op>", "", "3.11 3.13 3.13t"),
        ("until", "3.10 <basics.binary_op>", "3.8 3.9 3.10 3.11", "3.11"),
        ("until", "3.10 <basics.binary_op>", "3.8 3.10", "3.9"),
        ("during", "3.9-3.10 <basics.binary_op>", "3.9 3.10 3.11", "3.11"),
        ("during", "3.9-3.10 <basics.binary_op>", "3.8 3.9 3.10", "3.8"),
    ],
)
def test_a_claim_that_is_not_so_is_named_with_each_python(role: str, text: str, true_on: str, wrong_on: str) -> None:
    errors = mistakes(role, text, true_on)
    assert [error.problem.rpartition(" ")[2] for error in errors] == wrong_on.split()
    for error in errors:
        assert (error.path, error.line) == (PAGE, 7)
        assert "is false on Python" in error.problem
        assert {error.expected, error.found} == {"True", "False"}
        assert "claims.py:4" in str(error.fix)


@pytest.mark.parametrize(
    ("role", "text", "true_on"),
    [
        ("since", "3.8 <basics.binary_op>", "3.8 3.9 3.10 3.11 3.13 3.13t"),
        ("until", "3.13 <basics.binary_op>", "3.8 3.9 3.10 3.11 3.13 3.13t"),
        ("during", "3.8-3.13 <basics.binary_op>", "3.8 3.9 3.10 3.11 3.13 3.13t"),
        ("during", "3.11-3.9 <basics.binary_op>", ""),
    ],
)
def test_a_claim_that_cannot_fail_is_a_mistake(role: str, text: str, true_on: str) -> None:
    (error,) = mistakes(role, text, true_on)
    assert "cannot fail" in error.problem
    assert (error.path, error.line) == (PAGE, 7)


@pytest.mark.parametrize(
    "answer", ["raised KeyError: 'a'", "returned None", "returned 1", "returned 'True'", "nothing"]
)
def test_only_true_and_false_are_answers(answer: str) -> None:
    (error,) = mistakes("since", "3.11 <basics.binary_op>", "3.11 3.13 3.13t", v3_9=answer)
    assert (error.expected, error.found) == ("False", answer)


def test_where_nothing_is_recorded_nothing_is_the_answer() -> None:
    wrong = check_claim(claim("since", "3.13 <basics.walrus>"), PROBES, recorded({"3.13": "x"}, []), PYTHONS)
    assert [error.found for error in wrong] == ["nothing"] * 4


def test_a_pending_python_is_reported_for_the_recording_and_not_for_each_claim() -> None:
    assert mistakes("since", "3.11 <basics.binary_op>", "3.13 3.13t", pending="3.11") == []


def test_a_claim_without_a_probe_suggests_near_ones() -> None:
    (error,) = check_claim(claim("since", "3.11 <basics.binary_ops>"), PROBES, {}, PYTHONS)
    assert "has no probe; did you mean basics.binary_op" in error.problem
    assert (error.path, error.line) == (PAGE, 7)


CLAIMS = '''\
"""Probes."""

import os
from os.path import join

LATER = 1


def _helper():
    return 1


def late():
    """It stands first."""
    return True


def early(path=join):
    """It stands second."""
    return _helper() == 2


def one():
    """It returns what is no bool."""
    return 1


def word():
    """It returns a word that looks like an answer."""
    return "True"


def nothing():
    """It returns nothing."""


def raising():
    """It raises."""
    raise KeyError("a\\nb")
'''


def written(folder: Path, text: str) -> Path:
    path = folder / "claims.py"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_probe_answers_on_a_line_of_its_own(tmp_path: Path, runner: Runner) -> None:
    program = probe_program("basics", written(tmp_path, CLAIMS))
    outcome = runner.run(program)
    assert outcome.steps[0].output == (
        "late True\n"
        "early False\n"
        "one returned 1\n"
        "word returned 'True'\n"
        "nothing returned None\n"
        "raising raised KeyError: 'a\\nb'\n"
    )
    recording = Recording("basics/claims", program.digest, {runner.python.tag: outcome})
    assert list(recorded_answers(recording, runner.python)) == [
        name.split(".")[1] for name in find_probes("basics", program.path)
    ]
    assert recorded_answers(replace(recording, outcomes={}), runner.python) == {}


def test_probes_are_found_with_their_sentence_and_source(tmp_path: Path) -> None:
    probes = find_probes("basics", written(tmp_path, CLAIMS))
    assert len(probes) == 6
    probe = probes["basics.late"]
    assert (probe.sentence, probe.line) == ("It stands first.", 13)
    assert probe.source == 'def late():\n    """It stands first."""\n    return True'


def test_a_claim_that_only_a_kept_python_could_refute_is_proved_on_one_side_only() -> None:
    kept = (Python("3.8", "3.8.1", kept=True), *PYTHONS[1:])
    answers = {tag: str(tag != "3.8") for tag in TAGS}
    since = claim("since", "3.9 <basics.binary_op>")
    assert check_claim(since, PROBES, recorded(answers, []), kept) == []
    (error,) = check_claim(since, PROBES, recorded(answers, ["3.8"]), kept)
    assert "is proved on one side only: the probe was not asked on Python 3.8" in error.problem
    assert error.fix is not None
    assert error.fix.startswith("make record V=3.8 E=basics/claims,")
    answers["3.9"] = "False"
    assert check_claim(claim("since", "3.10 <basics.binary_op>"), PROBES, recorded(answers, ["3.8"]), kept) == []


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("def probe():\n    return True\n", 1, "the probe basics.probe has no docstring"),
        ('def probe():\n    """Yes."""\n    return = 1\n', 3, "the probes do not parse"),
        ("x = 1  # book: emphasise\n", 1, "did you mean emphasize"),
        ("x = 1\n\n# book: requires >=3.9: no\n", 3, "probes declare nothing"),
    ],
)
def test_probes_that_do_not_read_are_refused_at_their_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    with pytest.raises(BookError) as caught:
        find_probes("basics", written(tmp_path, text))
    assert (caught.value.path, caught.value.line) == (tmp_path / "claims.py", line)
    assert words in caught.value.problem
    assert caught.value.fix


def test_probes_that_are_no_utf8_are_refused(tmp_path: Path) -> None:
    (tmp_path / "claims.py").write_bytes(b'"""\xff"""\n')
    with pytest.raises(BookError, match="not UTF-8"):
        probe_program("basics", tmp_path / "claims.py")


def test_the_digest_of_the_probes_changes_with_them(tmp_path: Path) -> None:
    first = probe_program("basics", written(tmp_path, CLAIMS)).digest
    assert probe_program("basics", written(tmp_path, CLAIMS.replace("== 2", "== 1"))).digest != first
