"""Laws: how they are read, run, kept and held against what was recorded."""

from pathlib import Path
from typing import Dict, Tuple

import pytest

from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.programs import corpora
from bookcheck.programs.laws import Law, Verdict, find_laws, read_verdicts
from bookcheck.programs.runner import Runner
from bookcheck.pythons.python import Python
from bookcheck.recordings.comparison import check_program
from bookcheck.recordings.law_runs import judge, law_outcome, recorded_verdicts
from bookcheck.recordings.recorder import record
from tests.small_book import edit

LAWS = '''\
"""Laws of the small book."""


def lower_case_names_are_callable(builtin):
    """Since 3.1 each built-in name in lower case
    can be called.

    Counts: built-in names in lower case
    Twin: Each built-in name in lower case is a class.
    Pythons: >=3.1
    """
    if builtin.name.islower():
        yield "", callable(builtin.value), isinstance(builtin.value, type)


def _helper():
    pass
'''
NAME = "basics.lower_case_names_are_callable"
HERE = Python("3.14", "3.14.8")


def read(folder: Path, text: str) -> Dict[str, Law]:
    path = folder / "laws.py"
    path.write_text(text, encoding="utf-8")
    return find_laws("basics", path)


@pytest.fixture
def lawful(book: Book) -> Book:
    """The small book with a law that is not recorded."""
    (book.examples_root / "basics" / "laws.py").write_text(LAWS, encoding="utf-8")
    return Book(book.root)


def test_a_law_has_a_sentence_a_twin_what_it_counts_and_its_pythons(tmp_path: Path) -> None:
    (law,) = read(tmp_path, LAWS).values()
    assert (law.name, law.line) == (NAME, 4)
    assert law.sentence == "Since 3.1 each built-in name in lower case can be called."
    assert law.twin == "Each built-in name in lower case is a class."
    assert law.counts == "built-in names in lower case"
    assert law.applies(HERE)
    assert law.source.startswith("def lower_case")
    assert law.source.endswith("type)")


def test_two_laws_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="two laws are named " + NAME):
        read(tmp_path, LAWS + LAWS[LAWS.index("def lower") :])


def verdict(held: int = 9, size: int = 9, twin: int = 3, against: Tuple[str, ...] = ()) -> Verdict:
    return Verdict(size, held, against, twin, ("abs",))


@pytest.mark.parametrize(
    ("counted", "before", "words"),
    [
        (verdict(), None, None),
        (verdict(), verdict(12, 12), None),
        (verdict(), verdict(13, 13), "too small a corpus"),
        (verdict(8, against=("exit",)), None, "has a counterexample"),
        (verdict(twin=9), None, "has a twin that is true"),
        (verdict(0, 0, 0), None, "too small a corpus"),
        (None, None, "has no verdict"),
    ],
)
def test_a_law_is_judged_by_counterexamples_size_and_twin(tmp_path: Path, counted, before, words) -> None:  # type: ignore[no-untyped-def]
    (law,) = read(tmp_path, LAWS).values()
    error = judge(law, HERE, counted, before)
    assert (error is None) if words is None else (error is not None and words in error.problem)


def test_a_verdict_is_read_with_its_counterexamples() -> None:
    line = "basics.law: 7 of 9, not a at 1, not b; twin: 3 of 9, not c at line 2\n"
    assert read_verdicts(line + "something else\n") == {
        "basics.law": Verdict(9, 7, ("a at 1", "b"), 3, ("c at line 2",))
    }


def test_a_law_is_recorded_and_checked_on_the_running_python(lawful: Book, runner: Runner) -> None:
    program = lawful.law_programs["basics"]
    assert record(lawful, program, runner)
    counted = recorded_verdicts(lawful.load_recording(program), runner.python)[NAME]
    assert counted.held == counted.size > 60 > counted.twin_held
    assert counted.against_twin == ("abs",)
    check_program(lawful, program, runner)


def test_laws_do_not_run_again_while_nothing_changes(
    lawful: Book, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = lawful.law_programs["basics"]
    first = law_outcome(lawful, program, runner)
    monkeypatch.setattr(Runner, "run", None)
    assert law_outcome(lawful, program, runner) == first


def test_a_law_runs_again_after_a_change(lawful: Book, runner: Runner) -> None:
    program = lawful.law_programs["basics"]
    record(lawful, program, runner)
    edit(program.path, "islower()", "islower() and builtin.name > 'p'")
    changed = Book(lawful.root)
    smaller = read_verdicts(law_outcome(changed, changed.law_programs["basics"], runner).steps[0].output)[NAME]
    assert 0 < smaller.size < 40


def test_jumps_of_a_code_object_have_the_targets_that_dis_names() -> None:
    import dis

    code = compile("for a in b:\n    while a:\n        if a.c: break\n        a = a[1:] or f(a)\n", "<test>", "exec")
    targets = {instruction.target for instruction in corpora.instructions(code)} - {None}
    assert targets == set(dis.findlabels(code.co_code))  # type: ignore[arg-type]  # it takes the bytes


def test_an_extended_argument_is_part_of_its_instruction() -> None:
    names = ["name{}".format(number) for number in range(400)]
    code = compile("\n".join(names), "<test>", "exec")
    loads = [instruction for instruction in corpora.instructions(code) if instruction.name == "LOAD_NAME"]
    assert [instruction.argument for instruction in loads] == list(range(400))
    assert loads[-1].start == loads[-1].offset - 2


def test_the_library_is_without_tests_and_installed_packages() -> None:
    names = [file.name for file in corpora.library()]
    assert "json/decoder.py" in names
    assert not [name for name in names if {"test", "tests", "site-packages"} & set(name.split("/"))]


def test_generated_expressions_are_the_same_each_time() -> None:
    assert list(corpora.expressions()) == list(corpora.expressions())
