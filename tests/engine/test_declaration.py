"""What an example declares about itself: every key read, every misspelling refused."""

from pathlib import Path
from typing import Sequence, Tuple

import pytest

from bookcheck.errors import BookError
from bookcheck.programs.declaration import KEYS, Declaration, Ending, read_declaration
from bookcheck.programs.marks import Mark
from bookcheck.pythons.python import Python

HERE = Path("made/a_program.py")
OLD, NEW, THREADED, JIT = (
    Python("3.8", "3.8.18"),
    Python("3.14", "3.14.8"),
    Python("3.13t", "3.13.15"),
    Python("3.14+jit", "3.14.8"),
)


def declared(*lines: str, files: Sequence[str] = ("a_program.py",)) -> Declaration:
    return read_declaration([Mark(20 + n, line) for n, line in enumerate(lines)], HERE, files[0], files)


def mistake(*lines: str, files: Sequence[str] = ("a_program.py", "poem.txt")) -> BookError:
    with pytest.raises(BookError) as caught:
        declared(*lines, files=files)
    return caught.value


def test_without_a_declaration_the_program_runs_by_path_everywhere_and_ends_well() -> None:
    declaration = declared()
    assert [(command.text, command.arguments) for command in declaration.commands] == [
        ("python a_program.py", ("a_program.py",))
    ]
    assert declaration.commands[0].ending(OLD) == Ending(0)
    assert declaration.unmet(OLD) is None
    assert (declaration.timeout, dict(declaration.normalize)) == (20.0, {})


def test_requirements_add_up_and_the_first_unmet_one_gives_its_reason() -> None:
    declaration = declared("requires >=3.10: match statements", "requires gil: it counts references")
    unmet = [declaration.unmet(python) for python in (OLD, NEW, THREADED)]
    assert [need and need.reason for need in unmet] == ["match statements", None, "it counts references"]


def test_a_command_is_taken_apart_as_a_shell_would() -> None:
    command = declared(
        "command PYTHONUTF8=1 A='b c' python -X importtime -m a_program 'two words' < poem.txt",
        files=("a_program.py", "poem.txt"),
    ).commands[0]
    assert command.arguments == ("-X", "importtime", "-m", "a_program", "two words")
    assert dict(command.environment) == {"PYTHONUTF8": "1", "A": "b c"}
    assert command.stdin_file == "poem.txt"
    assert command.text.startswith("PYTHONUTF8=1 A='b c' python")


def test_commands_keep_their_order_and_input_and_endings_belong_to_the_one_above() -> None:
    first, second = declared(
        "command python a_program.py",
        "input one",
        "input two",
        "command python -O a_program.py",
        "exit 3",
    ).commands
    assert (first.typed, second.typed) == ("one\ntwo\n", "")
    assert (first.ending(NEW), second.ending(NEW)) == (Ending(0), Ending(3))


def test_input_and_endings_without_a_command_belong_to_the_default_one() -> None:
    (command,) = declared("input one", "raises ValueError").commands
    assert (command.text, command.typed, command.ending(NEW).exception) == (
        "python a_program.py",
        "one\n",
        "ValueError",
    )


def test_an_empty_line_may_be_typed() -> None:
    assert declared("input", "input x").commands[0].typed == "\nx\n"


def test_a_line_is_typed_with_the_blanks_before_it() -> None:
    assert declared("input if 1:", "input     print(1)").commands[0].typed == "if 1:\n    print(1)\n"


def test_an_ending_may_hold_on_some_pythons_only() -> None:
    (command,) = declared("raises SyntaxError on <3.10", "raises ValueError on ==3.14 no-jit", "exit 2").commands
    endings = [command.ending(python) for python in (OLD, NEW, JIT)]
    assert [(ending.status, ending.exception) for ending in endings] == [
        (1, "SyntaxError"),
        (1, "ValueError"),
        (2, None),
    ]


def test_an_example_names_its_normalizing_rules_and_its_time() -> None:
    declaration = declared("normalize addresses: objects are shown", "timeout 1.5")
    assert (dict(declaration.normalize), declaration.timeout) == ({"addresses": "objects are shown"}, 1.5)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("require >=3.8: x", "did you mean requires"),
        ("requires: >=3.8 x", "did you mean requires"),
        ("comand python a_program.py", "did you mean command"),
        ("inputs x", "did you mean input"),
        ("raise ValueError", "did you mean raises"),
        ("exits 1", "did you mean exit"),
        ("normalise addresses: x", "did you mean normalize"),
        ("timeouts 1", "did you mean timeout"),
        ("emphasize", "is nothing an example declares"),
        ("", "is nothing an example declares"),
        ("requires >=3.8", "the reason is missing"),
        ("requires >=3.8:", "the reason is missing"),
        ("requires >=3.8:no blank", "the reason is missing"),
        ("requires : a reason", "is empty"),
        ("requires 3.8: a reason", "'3.8' is not a condition"),
        ("requires freethreaded: a reason", "did you mean free-threaded"),
        ("command", "a command calls python"),
        ("command python3 a_program.py", "a command calls python"),
        ("command a_program.py", "a command calls python"),
        ("command A=1", "a command calls python"),
        ("command python a_program.py < peom.txt", "did you mean poem.txt"),
        ("command python a_program.py | sort", "'|' would need a shell"),
        ("command python a_program.py > out", "'>' would need a shell"),
        ("command python a_program.py && python x.py", "'&&' would need a shell"),
        ("command python 'a_program.py", "quotation"),
        ("raises", "is not a name of an exception"),
        ("raises json.JSONDecodeError", "is not a name of an exception"),
        ("raises ValueError, KeyError", "is not a name of an exception"),
        ("raises ValueError on", "is not a name of an exception"),
        ("raises ValueError on 3.8", "'3.8' is not a condition"),
        ("exit", "invalid literal"),
        ("exit one", "invalid literal"),
        ("exit 1 on >3", "'>3' is not a condition"),
        ("normalize addresses", "the reason is missing"),
        ("normalize adresses: x", "did you mean addresses"),
        ("normalize everything: x", "known: addresses, timings, identities, release"),
        ("timeout", "could not convert"),
        ("timeout 0", "a number of seconds from 0 to 120"),
        ("timeout -1", "a number of seconds from 0 to 120"),
        ("timeout nan", "a number of seconds from 0 to 120"),
        ("timeout inf", "a number of seconds from 0 to 120"),
        ("timeout 20 s", "could not convert"),
    ],
)
def test_a_line_that_does_not_read_is_refused_at_its_line(line: str, words: str) -> None:
    error = mistake("exit 1", line)
    assert (error.path, error.line) == (HERE, 21)
    assert words.lower() in error.problem.lower()
    assert error.found == "# book: " + line
    key = line.partition(" ")[0]
    assert error.expected == ("# book: " + KEYS[key] if key in KEYS else "one of " + ", ".join(KEYS))


@pytest.mark.parametrize("lines", [("command python a_program.py < poem.txt", "input x")])
def test_a_command_that_reads_a_file_cannot_be_typed_to_as_well(lines: Tuple[str, ...]) -> None:
    assert "reads poem.txt" in mistake(*lines).problem


def test_the_fingerprint_changes_with_what_changes_the_output_and_with_nothing_else() -> None:
    plain = declared().fingerprint
    changes = ["command python -O a_program.py", "input x", "raises ValueError", "exit 1", "normalize release: x"]
    assert len({plain, *(declared(line).fingerprint for line in changes)}) == 1 + len(changes)
    assert {declared("timeout 3").fingerprint, declared("requires >=3.9: x").fingerprint} == {plain}
    assert declared("normalize release: x").fingerprint == declared("normalize release: another reason").fingerprint


def test_sentences_say_why_an_output_changed_and_change_no_program() -> None:
    declaration = declared("changed 3.14: `BINARY_OP` took over: it does all.", "changed 3.13t: There is no GIL.")
    found = [declaration.explanation(python) for python in (NEW, THREADED, OLD)]
    assert [each and (each.sentence, each.line) for each in found] == [
        ("`BINARY_OP` took over: it does all.", 20),
        ("There is no GIL.", 21),
        None,
    ]
    assert declaration.fingerprint == declared().fingerprint


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("changed 3.14",), "the reason is missing"),
        (("changed 3.14: it is new",), "the sentence has no full stop"),
        (("changed 3.14: It is new.", "changed 3.14: It is odd."), "3.14 has its sentence already"),
        (("changed 3.14: A {term}`frame` is new.",), "a sentence has no roles"),
    ],
)
def test_a_sentence_that_does_not_read_is_refused(lines: Tuple[str, ...], words: str) -> None:
    error = mistake(*lines)
    assert words in error.problem
    assert (error.line, error.expected) == (19 + len(lines), "# book: changed TAG: SENTENCE")


def test_an_example_may_claim_to_be_portable_which_changes_no_program() -> None:
    assert declared("portable").portable
    assert not declared().portable
    assert declared("portable").fingerprint == declared().fingerprint


@pytest.mark.parametrize("lines", [("portable mostly",), ("portable", "portable"), ("portable: yes",)])
def test_a_claim_to_be_portable_is_one_word_said_once(lines: Tuple[str, ...]) -> None:
    assert mistake(*lines).line == 19 + len(lines)
