"""Recordings: what is written is read back, a change by hand is found, and the order of recording shows nowhere."""

import errno
import hashlib
import itertools
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence

import pytest

from bookcheck.errors import BookError
from bookcheck.files import write_whole
from bookcheck.programs.runner import Outcome, Step
from bookcheck.pythons.python import Python
from bookcheck.recordings.recording import Recording
from bookcheck.recordings.recording_file import dump_recording, parse_recording, read_recording
from tests.small_book import ROOT

PYTHONS = tuple(
    Python(tag, release)
    for tag, release in [
        ("3.8", "3.8.18"),
        ("3.9", "3.9.18"),
        ("3.13", "3.13.15"),
        ("3.13t", "3.13.15"),
        ("3.15", "3.15.0"),
        ("3.15+jit", "3.15.0"),
    ]
)
TAGS = tuple(python.tag for python in PYTHONS)
PROGRAM = "0123456789abcdef"
HERE = Path("recordings/basics/say_hello.txt")
NASTY = [
    "",
    "",
    " ",
    "a line",
    "=== 3.8",
    "=== 3.8 3.9",
    "$ python a.py",
    "! exit 1 ValueError",
    "! no newline at the end",
    "# program 0123456789abcdef",
    "# pending 3.8",
    "    four blanks",
    "\ta tab",
    "<<<<<<< HEAD",
    "=======",
    ">>>>>>> theirs",
    "é → 🐍",
    "a\u2028b\u0085c",
    "\ufeff",
    "'''\"\"\"\\n",
]


def outcome(*outputs: str, status: int = 0, exception: Optional[str] = None) -> Outcome:
    steps = [Step("python say_hello.py", output) for output in outputs]
    steps[-1] = Step(steps[-1].command, steps[-1].output, status, exception)
    return Outcome(tuple(steps))


def recording(outcomes: Dict[str, Outcome], pending: Sequence[str] = ()) -> Recording:
    return Recording("basics/say_hello", PROGRAM, outcomes, tuple(pending))


def read(text: str) -> Recording:
    return parse_recording(text, "basics/say_hello", HERE)


def mistake(text: str) -> BookError:
    with pytest.raises(BookError) as caught:
        read(text)
    assert caught.value.path == HERE
    return caught.value


def some_outcome(rng: random.Random) -> Outcome:
    steps = []
    for _ in range(rng.choice([1, 1, 2, 3])):
        lines = [rng.choice(NASTY) for _ in range(rng.randrange(5))]
        output = "\n".join(lines) + rng.choice(["", "\n", "\n\n"])
        status, exception = rng.choice([(0, None), (0, None), (3, None), (-9, None), (1, "ValueError")])
        steps.append(Step(rng.choice(["python a.py", "A='b c' python -m a < b"]), output, status, exception))
    return Outcome(tuple(steps))


@pytest.mark.parametrize("seed", range(60))
def test_whatever_was_recorded_is_read_back(seed: int) -> None:
    rng = random.Random(seed)
    pool = [some_outcome(rng) for _ in range(3)]
    keys = rng.sample([*TAGS, "3.13.0", "3.13.0t", "3.8.1"], rng.randrange(1, 7))
    before = recording({key: rng.choice(pool) for key in keys}, rng.sample(TAGS, rng.randrange(3)))
    text = dump_recording(before, PYTHONS)
    after = read(text)
    assert dict(after.outcomes) == dict(before.outcomes)
    assert sorted(after.pending) == sorted(before.pending)
    assert (after.name, after.program) == (before.name, before.program)
    assert dump_recording(after, PYTHONS) == text


def test_the_text_has_one_form_however_the_recording_was_put_together() -> None:
    outcomes = {"3.9": outcome("a\n"), "3.8": outcome("a\n"), "3.13": outcome("b\n")}
    texts = {
        dump_recording(recording({key: outcomes[key] for key in order}, pending), PYTHONS)
        for order in itertools.permutations(outcomes)
        for pending in itertools.permutations(["3.15", "3.9"])
    }
    assert len(texts) == 1


def test_a_recording_reads_as_documented() -> None:
    text = dump_recording(
        recording(
            {
                "3.13": outcome("one\n\n  two", status=1, exception="ValueError"),
                "3.13.0": outcome("other\n"),
                "3.9": outcome("same\n", ""),
                "3.8": outcome("same\n", ""),
            },
            ["3.15"],
        ),
        PYTHONS,
    )
    head, rest = text.split("\n", 3)[:3], text.split("\n", 3)[3]
    assert head[0] == "# Made by `make record E=basics/say_hello`; a change by hand is found and refused."
    assert head[1] == "# program " + PROGRAM
    assert head[2].startswith("# sections ")
    assert rest == (
        "# pending 3.15\n"
        "=== 3.8 3.9\n"
        "$ python say_hello.py\n"
        "    same\n"
        "$ python say_hello.py\n"
        "=== 3.13\n"
        "$ python say_hello.py\n"
        "    one\n"
        "\n"
        "      two\n"
        "! exit 1 ValueError\n"
        "! no newline at the end\n"
        "=== 3.13.0\n"
        "$ python say_hello.py\n"
        "    other\n"
    )


GOOD = dump_recording(recording({"3.8": outcome("a\n"), "3.9": outcome("b\n")}, ["3.13"]), PYTHONS)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    a\n", "    A\n"),
        ("    a\n", "    a \n"),
        ("    a\n", ""),
        ("    a\n", "    a\n\n"),
        ("=== 3.8\n", "=== 3.8 3.15\n"),
        ("# pending 3.13\n", ""),
        ("# pending 3.13\n", "# pending 3.15\n"),
        ("# sections ", "# sections 0000000000000000\n#"),
        ("=== 3.9\n", "=== 3.9\r\n"),
    ],
    ids=range(9),
)
def test_a_change_by_hand_is_found_wherever_it_is(old: str, new: str) -> None:
    assert GOOD.count(old) == 1
    error = mistake(GOOD.replace(old, new))
    assert "changed by hand" in error.problem
    assert error.line == 3
    assert error.fix == "make record E=basics/say_hello"


def test_every_single_byte_of_the_sections_is_guarded() -> None:
    start = GOOD.index("# pending")
    for place in range(start, len(GOOD)):
        changed = GOOD[:place] + ("x" if GOOD[place] != "x" else "y") + GOOD[place + 1 :]
        assert "changed by hand" in mistake(changed).problem


def sealed(rest: str) -> str:
    """A recording whose digest fits ``rest``, as one who forges it would make."""
    head = GOOD.split("\n")[:2]
    return "\n".join([*head, "# sections " + hashlib.sha256(rest.encode()).hexdigest()[:16], rest])


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 2, "# program and a digest"),
        (GOOD.replace("# program ", "# programme "), 2, "# program and a digest"),
        ("\n".join(GOOD.split("\n")[1:]), 2, "# program and a digest"),
        (GOOD.replace("# sections ", "# section "), 3, "# sections and a digest"),
        (sealed("$ python a.py\n    a\n"), 4, "=== and the tags"),
        (sealed("=== 3.8\n    a\n"), 5, "$ and the command"),
        (sealed("=== 3.8\n$ python a.py\n  two\n"), 6, "$ and the command"),
        (sealed("=== 3.8\n$ python a.py\n! exit one\n"), 6, "$ and the command"),
        (sealed("=== 3.8\n=== 3.9\n$ python a.py\n"), 4, "a section with a command"),
        (sealed("=== 3.8\n"), 4, "a section with a command"),
        (sealed("=== \n$ python a.py\n"), 4, "=== and the tags"),
        (sealed("=== 3.8 latest\n$ python a.py\n"), 4, "tags such as 3.13t"),
        (sealed("# pending 3.8u\n=== 3.9\n$ python a.py\n"), 4, "tags such as 3.13t"),
        (sealed("=== 3.8\n$ python a.py\n    a"), 6, "a newline at the end"),
    ],
    ids=range(14),
)
def test_a_line_that_does_not_read_is_named(text: str, line: int, words: str) -> None:
    error = mistake(text)
    assert (error.problem, error.line) == ("the recording cannot be parsed", line)
    assert words in str(error.expected)


@pytest.mark.parametrize("rest", ["=== 3.8 3.8\n$ a\n", "=== 3.8\n$ a\n=== 3.9 3.8\n$ b\n"], ids=["once", "again"])
def test_a_python_that_stands_twice_is_refused(rest: str) -> None:
    error = mistake(sealed(rest))
    assert error.problem == "3.8 is recorded twice"
    assert error.line == 4 + rest[: rest.rindex("3.8")].count("\n")


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "=======", ">>>>>>> theirs", "||||||| base"])
def test_a_merge_conflict_is_refused_as_such_at_its_line(mark: str) -> None:
    error = mistake(GOOD.replace("=== 3.9", mark + "\n=== 3.9"))
    assert "merge conflict" in error.problem
    assert (error.line, error.found) == (8, mark)
    assert str(HERE) in str(error.fix)


def test_a_recording_that_is_not_there_is_told_how_to_be_made(tmp_path: Path) -> None:
    with pytest.raises(BookError) as caught:
        read_recording(tmp_path / "say_hello.txt", "basics/say_hello")
    assert "has no recording" in caught.value.problem
    assert caught.value.fix == "make record E=basics/say_hello"


def test_a_recording_that_is_no_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(GOOD.encode() + b"\xff")
    with pytest.raises(BookError, match="not UTF-8"):
        read_recording(tmp_path / "a.txt", "a")


A, B, C = outcome("a\n"), outcome("b\n"), outcome("c\n")


@pytest.mark.parametrize(
    ("tag", "release", "key"),
    [
        ("3.13", "3.13.15", "3.13"),
        ("3.13", "3.13.0", "3.13.0"),
        ("3.13", "3.13.7", "3.13"),
        ("3.13t", "3.13.15", "3.13t"),
        ("3.13t", "3.13.7", "3.13t"),
        ("3.13t", "3.13.1", "3.13.1t"),
        ("3.15+jit", "3.15.0", "3.15"),
        ("3.15+jit", "3.15.1", "3.15.1"),
        ("3.14", "3.14.8", "3.13"),
        ("3.14t", "3.14.8", "3.13"),
        ("3.16", "3.16.0", "3.15"),
        ("3.8", "3.8.18", None),
    ],
)
def test_the_exact_release_is_looked_up_then_the_tag_then_the_base_then_an_older_version(
    tag: str, release: str, key: Optional[str]
) -> None:
    recorded = recording({"3.13": A, "3.13t": B, "3.13.0": C, "3.13.1t": C, "3.15": A, "3.15.1": C})
    assert recorded.key(Python(tag, "3.99.0"), release) == key
    assert recorded.look_up(Python(tag, release)) == (recorded.outcomes[key] if key else None)


def test_groups_are_in_the_order_of_the_list_each_outcome_once() -> None:
    recorded = read(dump_recording(recording({"3.15": A, "3.9": B, "3.13t": B, "3.8": A, "3.13": A}), PYTHONS))
    assert recorded.groups() == [(("3.8", "3.13", "3.15"), A), (("3.9", "3.13t"), B)]


def recorded_in(order: Sequence[str], outcomes: Dict[str, Outcome], start: Recording) -> Recording:
    pythons = {python.tag: python for python in PYTHONS}
    for tag in order:
        start = start.with_outcome(pythons[tag], pythons[tag].release, outcomes[tag], PYTHONS)
    return start


VARIED = ("3.13", "3.13t", "3.15", "3.15+jit")
STARTS = {
    "nothing": recording({}, VARIED),
    "an older program": recording({"3.13": A, "3.13t": B, "3.15": C}, VARIED),
    "the same": recording({"3.13": A, "3.15": A}),
    "another outcome": recording({"3.13": C, "3.13t": A, "3.15": B, "3.15+jit": C}),
}


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("results", ["AAAA", "ABAA", "AAAB", "ABBA", "ABCA", "BABA"])
def test_variants_and_bases_recorded_in_any_order_give_the_same_bytes(start: str, results: str) -> None:
    outcomes = dict(zip(VARIED, ({"A": A, "B": B, "C": C}[letter] for letter in results)))
    texts = {
        dump_recording(recorded_in(order, outcomes, STARTS[start]), PYTHONS) for order in itertools.permutations(VARIED)
    }
    (text,) = texts
    final = read(text)
    assert final.pending == ()
    assert all(final.look_up(python) == outcomes[python.tag] for python in PYTHONS if python.tag in VARIED)
    pairs = [("3.13t", "3.13"), ("3.15", "3.13"), ("3.15+jit", "3.15")]
    differing = [tag for tag, before in pairs if outcomes[tag] != outcomes[before]]
    assert sorted(final.outcomes) == sorted(["3.13", *differing])


def test_while_some_are_pending_every_recorded_python_keeps_what_it_did() -> None:
    outcomes = {"3.13": A, "3.13t": B, "3.15": B, "3.15+jit": A}
    pythons = {python.tag: python for python in PYTHONS}
    for start in STARTS.values():
        for order in itertools.permutations(VARIED):
            now = start
            for count, tag in enumerate(order, 1):
                now = now.with_outcome(pythons[tag], pythons[tag].release, outcomes[tag], PYTHONS)
                for known in order[:count]:
                    assert now.look_up(pythons[known]) == outcomes[known]
                    assert known not in now.pending


def test_recording_one_python_leaves_the_text_of_the_others_alone() -> None:
    before = recording({"3.8": A, "3.9": B, "3.13": C})
    after = before.with_outcome(PYTHONS[1], "3.9.18", A, PYTHONS)
    assert dict(after.outcomes) == {"3.8": A, "3.13": C}


def test_a_variant_that_fell_back_keeps_its_outcome_when_the_base_changes() -> None:
    after = recording({"3.13": A}).with_outcome(PYTHONS[2], "3.13.15", B, PYTHONS)
    assert dict(after.outcomes) == {"3.13": B, "3.13t": A, "3.15": A}


def test_a_variant_does_not_lean_on_a_base_that_is_pending() -> None:
    after = recording({"3.13": A, "3.15": B}, ["3.13", "3.13t"]).with_outcome(PYTHONS[3], "3.13.15", A, PYTHONS)
    assert dict(after.outcomes) == {"3.13": A, "3.13t": A, "3.15": B}
    assert after.pending == ("3.13",)


def test_a_pending_variant_gets_no_section_when_its_base_is_recorded() -> None:
    after = recording({"3.13": A, "3.15": B}, ["3.13", "3.13t"]).with_outcome(PYTHONS[2], "3.13.15", B, PYTHONS)
    assert dict(after.outcomes) == {"3.13": B}
    assert after.pending == ("3.13t",)


@pytest.mark.parametrize(("found", "keys"), [(A, ["3.13"]), (B, ["3.13", "3.13.0"])])
def test_another_release_gets_a_section_only_where_it_differs(found: Outcome, keys: List[str]) -> None:
    after = recording({"3.13": A}).with_outcome(PYTHONS[2], "3.13.0", found, PYTHONS)
    assert sorted(after.outcomes) == keys
    assert after.look_up(PYTHONS[2]) == A
    assert after.look_up(PYTHONS[2], "3.13.0") == found


def test_another_release_of_a_variant_gets_a_section_of_its_own() -> None:
    after = recording({"3.13": A}).with_outcome(PYTHONS[3], "3.13.0", B, PYTHONS)
    assert sorted(after.outcomes) == ["3.13", "3.13.0t"]
    assert after.look_up(PYTHONS[3], "3.13.0") == B
    assert after.look_up(PYTHONS[2], "3.13.0") == A


def names(folder: Path) -> List[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_whole_with_its_folder_and_only_when_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.txt"
    assert write_whole(path, "é\n")
    assert path.read_bytes() == "é\n".encode()
    before = path.stat()
    assert not write_whole(path, "é\n")
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert write_whole(path, "e\n")
    assert names(path.parent) == ["a.txt"]


@pytest.mark.parametrize("where", ["os.fsync", "os.replace", "tempfile.mkstemp"])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")

    def full(*_args: Any, **_settings: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(where, full)
    with pytest.raises(BookError) as caught:
        write_whole(path, "new")
    assert caught.value.problem == "the file cannot be written; it stays as it was"
    assert caught.value.found == "OSError: No space left on device"
    assert caught.value.path == path
    assert (path.read_text(), names(tmp_path)) == ("old", ["a.txt"])


@pytest.mark.skipif(os.name == "nt", reason="no limits on files there")
def test_a_disk_that_is_full_half_way_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    program = (
        "import pathlib, resource, sys; from bookcheck.errors import BookError; "
        "from bookcheck.files import write_whole; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try: write_whole(pathlib.Path(sys.argv[1]), 'new' * 100000)\n"
        "except BookError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        env=dict(os.environ, PYTHONPATH=str(ROOT / "src")),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    assert "cannot be written; it stays as it was" in done.stdout
    assert "File too large" in done.stdout
    assert (path.read_text(), names(tmp_path)) == ("old", ["a.txt"])


def test_an_interrupt_while_writing_leaves_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")

    def interrupt(*_args: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, "new")
    assert (path.read_text(), names(tmp_path)) == ("old", ["a.txt"])
