"""The gate that needs no running: each kind of disagreement between pages, examples, recordings and claims."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from bookcheck.consistency import check_book
from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.programs.examples import Example
from bookcheck.programs.runner import Outcome
from bookcheck.pythons.python import Python
from bookcheck.pythons.running import running_tag
from bookcheck.recordings.builds import build_program
from bookcheck.recordings.recording import Recording
from tests.small_book import edit, outcome_on, with_output, write_recording

Change = Callable[[Book, Example, Recording], Recording]


def gate(book: Book) -> list[BookError]:
    return check_book(Book(book.root))


def place(book: Book, error: BookError) -> str:
    assert error.path is not None
    line = "" if error.line is None else ":{}".format(error.line)
    return book.relative(error.path).as_posix() + line


def test_the_small_book_passes_and_has_what_the_tests_count_on(small_book: Book) -> None:
    assert check_book(small_book) == []
    assert len(small_book.pages) == 3
    assert len(small_book.examples) == 5
    assert len(small_book.probes) == len(small_book.claims) == 3
    assert len(list(small_book.recordings.rglob("*.txt"))) == 7


def replaced(name: str, old: str, new: str) -> Callable[[Book], None]:
    return lambda book: edit(book.root / name, old, new)


def written(name: str, text: str) -> Callable[[Book], None]:
    def write(book: Book) -> None:
        (book.root / name).parent.mkdir(exist_ok=True)
        (book.root / name).write_text(text, encoding="utf-8")

    return write


def removed(name: str) -> Callable[[Book], None]:
    return lambda book: (book.root / name).unlink()


def recorded(name: str, change: Change) -> Callable[[Book], None]:
    def record(book: Book) -> None:
        program = book.programs[name]
        write_recording(book, change(book, program, book.load_recording(program)))

    return record


def without(tag: str) -> Change:
    return lambda book, program, old: replace(
        old, outcomes={key: outcome for key, outcome in old.outcomes.items() if key != tag}
    )


def rebuilt(change: Callable[[Mapping[str, Outcome]], Mapping[str, Outcome]]) -> Callable[[Book], None]:
    def record(book: Book) -> None:
        old = book.load_recording(build_program())
        write_recording(book, replace(old, outcomes=change(old.outcomes)))

    return record


def answers(**probes: str) -> Change:
    """Change what the probes answered on 3.7."""

    def change(book: Book, _program: Example, old: Recording) -> Recording:
        outcome = old.look_up(Python("3.7", "3.7.16"))
        assert outcome is not None
        lines = dict(line.split(" ", 1) for line in outcome.steps[0].output.splitlines())
        lines.update(probes)
        output = "".join("{} {}\n".format(*line) for line in lines.items())
        return old.with_outcome(Python("3.7", "3.7.16"), "3.7.16", with_output(outcome, output), book.pythons)

    return change


SAY_HELLO = "src/chapter_examples/basics/say_hello.py"
RECORDED = "recordings/basics/say_hello.txt"
BUILDS = "recordings/builds.txt"
ONE_MISTAKE: dict[str, tuple[Callable[[Book], None], str, str, str | None]] = {
    "an unknown file": (
        replaced("docs/programs.md", "main.py counting.py", "main.py count.py"),
        "docs/programs.md:13",
        "basics/count_words has no file 'count.py'",
        None,
    ),
    "an unknown part": (
        replaced("docs/values.md", ":part: greet", ":part: great"),
        "docs/values.md:19",
        "basics/say_hello has no part 'great'",
        None,
    ),
    "an unknown option": (
        replaced("docs/values.md", ":part: greet", ":prat: greet"),
        "docs/values.md:19",
        "prat",
        None,
    ),
    "Python code that no example backs": (
        replaced("docs/values.md", "# Values\n", "# Values\n\n```python\nprint(1)\n```\n"),
        "docs/values.md:11",
        "python",
        None,
    ),
    "a lost example": (
        replaced("docs/values.md", "examples: 3", "examples: 4"),
        "docs/values.md:5",
        "miscounts the examples",
        None,
    ),
    "a lost claim": (
        replaced("docs/programs.md", "claims: 1", "claims: 0"),
        "docs/programs.md:6",
        "miscounts the claims",
        None,
    ),
    "a recording without example": (
        written("recordings/basics/gone.txt", "nothing"),
        "recordings/basics/gone.txt",
        "a recording has no example",
        "bring the example back, or: git rm recordings/basics/gone.txt",
    ),
    "no recording": (
        removed(RECORDED),
        RECORDED,
        "the example basics/say_hello has no recording",
        "make record E=basics/say_hello",
    ),
    "a recording changed by hand": (
        replaced(RECORDED, "    Hello, Ada!", "    Hello, Eve!"),
        RECORDED + ":3",
        "the recording was changed by hand",
        "make record E=basics/say_hello",
    ),
    "a program that changed": (
        replaced(SAY_HELLO, '"Ada"', '"Eve"'),
        RECORDED + ":2",
        "basics/say_hello has changed since it was recorded",
        "make record E=basics/say_hello",
    ),
    "a comment that changed": (
        replaced(SAY_HELLO, "greet(name))  #", "greet(name))  # aloud  #"),
        RECORDED + ":2",
        "basics/say_hello has changed since it was recorded",
        "make record E=basics/say_hello",
    ),
    "probes that changed": (
        replaced("src/chapter_examples/basics/claims.py", '"(n := 1)"', '"(m := 1)"'),
        "recordings/basics/claims.txt:2",
        "basics/claims has changed since it was recorded",
        "make record E=basics/claims",
    ),
    "no builds": (removed(BUILDS), BUILDS, "builds has no recording", "make record E=builds"),
    "builds changed by hand": (
        replaced(BUILDS, "release: 3.7.16", "release: 3.7.17"),
        BUILDS + ":3",
        "the recording was changed by hand",
        "make record E=builds",
    ),
    "a build that is not recorded": (
        rebuilt(lambda old: {key: outcome for key, outcome in old.items() if key != "3.7"}),
        BUILDS,
        "nothing says which build of Python 3.7 made the recordings",
        "make record V=3.7",
    ),
    "a build of another release": (
        replaced("pythons.txt", "3.7.16", "3.7.17"),
        BUILDS,
        "the build of Python 3.7 is of another release than the list names",
        "make record V=3.7 E=builds",
    ),
    "a sentence where nothing changed": (
        replaced(SAY_HELLO, "  # book: end loop\n", "  # book: end loop\n\n# book: changed 3.7: It is so.\n"),
        SAY_HELLO + ":11",
        "nothing that basics/say_hello writes changed in Python 3.7",
        "name the Python from which on it writes something else, or take the line away",
    ),
    "a sentence about no Python": (
        replaced(SAY_HELLO, "  # book: end loop\n", "  # book: end loop\n\n# book: changed 3.71: It is so.\n"),
        SAY_HELLO + ":11",
        "a sentence is about Python 3.71, which is not in the list; did you mean 3.7",
        "correct it, or add the Python to the list",
    ),
    "a pending Python": (
        recorded("basics/say_hello", lambda book, program, old: replace(old, pending=("3.7",))),
        RECORDED,
        "basics/say_hello is not recorded for Python 3.7",
        'make record V="3.7" E=basics/say_hello',
    ),
    "a Python that is not recorded": (
        recorded("basics/which_python", without("3.6")),
        "recordings/basics/which_python.txt",
        "basics/which_python is not recorded for Python 3.6",
        'make record V="3.6" E=basics/which_python',
    ),
    "a recording for a Python that is not in the list": (
        recorded(
            "basics/say_hello",
            lambda book, program, old: replace(old, outcomes={**old.outcomes, "3.5": old.outcomes["3.6"]}),
        ),
        RECORDED,
        "basics/say_hello is recorded for 3.5, on which it does not run",
        "make record E=basics/say_hello",
    ),
    "a recording for a Python on which the example does not run": (
        recorded(
            "basics/longest_word",
            lambda book, program, old: replace(
                old, outcomes={**old.outcomes, "3.7": next(iter(old.outcomes.values()))}
            ),
        ),
        "recordings/basics/longest_word.txt",
        "basics/longest_word is recorded for 3.7, on which it does not run",
        "make record E=basics/longest_word",
    ),
    "a recording in another form": (
        lambda book: write_recording_in_another_order(book),
        "recordings/basics/which_python.txt",
        "the recording is not in its one form",
        "make record E=basics/which_python",
    ),
    "a claim that is true too early": (
        recorded("basics/claims", answers(assignment_expression="True")),
        "docs/values.md:11",
        "the claim “3.8+” of basics.assignment_expression is false on Python 3.7",
        None,
    ),
    "a claim that ends too early": (
        recorded("basics/claims", answers(processor_clock="False")),
        "docs/values.md:17",
        "the claim “≤ 3.7” of basics.processor_clock is false on Python 3.7",
        None,
    ),
    "a probe that raised": (
        recorded("basics/claims", answers(clock_and_async="raised NameError: x")),
        "docs/programs.md:23",
        "the claim “3.7” of basics.clock_and_async is false on Python 3.7",
        None,
    ),
    "a bad mark": (
        replaced(SAY_HELLO, "# book: emphasize", "# book: emphasise"),
        SAY_HELLO + ":5",
        "did you mean emphasize",
        None,
    ),
    "front matter that cannot be parsed": (
        replaced("docs/values.md", "claims: 2", "claims"),
        "docs/values.md:6",
        "front matter cannot be parsed",
        None,
    ),
    "a bad list": (
        written("pythons.txt", "3.8\n"),
        "pythons.txt:1",
        "a line of the list of Pythons is wrong",
        None,
    ),
}


def write_recording_in_another_order(book: Book) -> None:
    program = book.programs["basics/which_python"]
    other = Book(book.root)
    other.__dict__["pythons"] = tuple(reversed(book.pythons))
    write_recording(other, book.load_recording(program))


@pytest.mark.parametrize("kind", ONE_MISTAKE)
def test_one_mistake_is_one_error_with_its_place(book: Book, kind: str) -> None:
    damage, where, words, fix = ONE_MISTAKE[kind]
    damage(book)
    errors = gate(book)
    assert [place(book, error) for error in errors] == [where]
    assert words in errors[0].problem
    assert errors[0].fix
    assert fix in (None, errors[0].fix)


def test_an_unknown_example_suggests_near_ones_and_is_one_mistake(book: Book) -> None:
    edit(book.docs / "programs.md", "{example} basics/count_words", "{example} basics/count_wrods")
    (unknown,) = gate(book)
    assert place(book, unknown) == "docs/programs.md:13"
    assert unknown.problem.startswith("there is no example 'basics/count_wrods'; did you mean basics/count_words")


def test_an_example_that_no_page_shows_is_named(book: Book) -> None:
    edit(book.docs / "programs.md", "```{example} basics/divide_by_zero\n```\n", "")
    edit(book.docs / "programs.md", "examples: 2", "examples: 1")
    (error,) = gate(book)
    assert place(book, error) == "src/chapter_examples/basics/divide_by_zero.py"
    assert error.problem == "no page shows the example basics/divide_by_zero"


def test_a_probe_that_no_page_claims_is_named_with_its_line(book: Book) -> None:
    edit(book.docs / "programs.md", " {during}`3.7 <basics.clock_and_async>`", "")
    edit(book.docs / "programs.md", "claims: 1", "claims: 0")
    (error,) = gate(book)
    assert place(book, error) == "src/chapter_examples/basics/claims.py:21"
    assert error.problem == "no page claims what basics.clock_and_async proves"


@pytest.mark.parametrize("line", ["3.99 3.99.1", "3.6+jit 3.6.15"])
def test_a_python_that_joins_the_list_must_have_been_run(book: Book, line: str) -> None:
    with book.list.open("a") as stream:
        stream.write(line + "\n")
    errors = [error for error in gate(book) if error.path == book.recording_path("builds")]
    tag = line.split()[0]
    assert [error.problem for error in errors] == [
        "nothing says which build of Python {} made the recordings".format(tag)
    ]
    assert errors[0].fix == "make record V=" + tag


@pytest.mark.parametrize("key", ["3.6.0", "3.6.15", "3.6.15rc1", "3.7.99", "3.8.0t", "3.06", "3.9999"])
def test_a_section_that_no_run_produces_is_refused(book: Book, key: str) -> None:
    program = book.programs["basics/say_hello"]
    old = book.load_recording(program)
    outcome = with_output(old.outcomes["3.6"], "of nobody\n")
    write_recording(book, replace(old, outcomes={**old.outcomes, key: outcome}))
    problems = [error.problem for error in gate(book)]
    assert any("recorded for {}".format(key) in problem for problem in problems), problems


def test_a_release_that_the_list_names_too_may_have_a_section(book: Book) -> None:
    edit(book.list, "3.6  3.6.15", "3.6  3.6.15  also 3.6.0 3.6.1")
    program = book.programs["basics/say_hello"]
    old = book.load_recording(program)
    write_recording(book, replace(old, outcomes={**old.outcomes, "3.6.0": with_output(old.outcomes["3.6"], "x\n")}))
    assert gate(book) == []


def test_a_claim_that_names_a_python_that_leaves_the_list_is_named(book: Book) -> None:
    text = book.list.read_text()
    book.list.write_text("\n".join(line for line in text.split("\n") if not line.startswith("3.7 ")))
    errors = gate(book)
    assert [place(book, error) for error in errors if "names Python 3.7" in error.problem] == ["docs/programs.md:23"]


def test_mistakes_of_several_files_are_all_reported(book: Book) -> None:
    for kind in ("an unknown file", "a lost example", "a recording changed by hand", "a recording without example"):
        ONE_MISTAKE[kind][0](book)
    assert len(gate(book)) == 4


def test_probes_that_are_stale_are_one_error_and_not_one_a_claim(book: Book) -> None:
    edit(book.root / "src/chapter_examples/basics/claims.py", '"clock")\n\n\ndef clock', '"Clock")\n\n\ndef clock')
    assert len(gate(book)) == 1


def test_outputs_of_another_python_are_proved_by_that_python_alone(book: Book) -> None:
    program = book.programs["basics/say_hello"]
    old = book.load_recording(program)
    outcome = old.look_up(Python(running_tag(), ""))
    assert outcome is not None
    forged = outcome_on(Python("3.6", "3.6.15"), program, with_output(outcome, "forged\n"))
    write_recording(book, old.with_outcome(Python("3.6", "3.6.15"), "3.6.15", forged, book.pythons))
    edit(program.path, "  # book: end loop\n", "  # book: end loop\n\n# book: changed 3.7: It was forged.\n")
    assert gate(book) == [], "what a recording says can only be doubted by running the program"


def test_a_trace_must_be_recorded_and_shown(book: Book) -> None:
    path = book.examples["basics/say_hello"].path
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n\n# book: trace greet\n", encoding="utf-8")
    edit(book.docs / "values.md", "# Values\n", "# Values\n\n```{trace} basics/say_hello\n:caption: Steps\n```\n")
    traced = Book(book.root)
    words = "the example basics/say_hello.trace has no recording"
    assert [words in str(error) for error in check_book(traced)] == [True]
    edit(traced.docs / "values.md", "```{trace} basics/say_hello\n:caption: Steps\n```\n", "")
    said = "\n".join(str(error) for error in check_book(Book(traced.root)))
    assert "no page shows the trace of basics/say_hello" in said


def test_a_page_cannot_show_a_trace_that_nobody_declares(book: Book) -> None:
    edit(book.docs / "values.md", "# Values\n", "# Values\n\n```{trace} basics/say_hello\n```\n")
    (error,) = check_book(Book(book.root))
    assert "the example basics/say_hello declares no trace" in str(error)
    assert error.line == 11
