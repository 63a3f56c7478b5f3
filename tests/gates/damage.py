"""The table of deliberate damage: what is done to the small book, and which gate must fail with which words."""

import contextlib
import errno
import hashlib
import os
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from unittest import mock

from bookcheck.diagrams.declared_names import write_name_list
from bookcheck.diagrams.diagram import find_diagrams, sign
from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.programs.examples import Example
from bookcheck.programs.runner import Outcome, Step
from bookcheck.pythons.running import running_tag
from bookcheck.recordings.builds import build_program
from bookcheck.recordings.recording import Recording
from bookcheck.recordings.recording_file import dump_recording
from tests.drawn import stand_in
from tests.small_book import MADE_UP, edit, keep, with_output, write_recording

BUILDS = "recordings/builds.txt"
ELSEWHERE = MADE_UP[1]
"""The Python concerned where damage shows on one alone that is not the running one."""

STATIC, ITEMS, THERE, RECORD, SPHINX = "check", "pytest", "pytest there", "record", "sphinx"
ALWAYS = (STATIC, ITEMS, SPHINX)
"""The gates that every row is held against; the others are asked where a row says that they fail."""

Damage = Callable[[Book], object]


@dataclass(frozen=True)
class Row:
    """One kind of damage.

    The message of each gate of ``fails`` names ``where``, a file and its line as in ``docs/values.md:11``, and has
    ``words`` in it; ``says`` gives another place and other words for a gate. No other gate of :data:`ALWAYS` fails.
    ``real`` asks for a real run of pytest instead of its items in this process.
    """

    name: str
    damage: Damage
    where: str
    words: str
    fails: tuple[str, ...] = (STATIC, SPHINX)
    says: Mapping[str, tuple[str, str]] = field(default_factory=dict, hash=False)
    real: bool = False


VALUES, PROGRAMS, INDEX, MOVED = "docs/values.md", "docs/programs.md", "docs/index.md", "docs/moved.txt"
BASICS = "src/chapter_examples/basics"
SAY_HELLO, CLAIMS = BASICS + "/say_hello.py", BASICS + "/claims.py"
RECORDED, ANSWERS = "recordings/basics/say_hello.txt", "recordings/basics/claims.txt"
EVERYWHERE = (STATIC, ITEMS, SPHINX)


def change(name: str, old: str, new: str) -> Damage:
    """Replace the one place of a file that reads ``old``."""
    return lambda book: edit(book.root / name, old, new)


def write(name: str, text: str | bytes = "") -> Damage:
    """Write a file, and its folder if it is not there."""

    def act(book: Book) -> None:
        path = book.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    return act


def remove(name: str) -> Damage:
    """Remove a file."""
    return lambda book: (book.root / name).unlink()


def both(*damages: Damage) -> Damage:
    """Do one after the other."""
    return lambda book: [damage(book) for damage in damages]


def put(text: str) -> Damage:
    """Put ``text`` into the page of values; its first line becomes line 11."""
    return change(VALUES, "# Values\n", "# Values\n\n" + text + "\n")


GREETED = """\
call   greet(name='Ada')
5      return "Hello, " + name + "!"
       RETURN_VALUE                     │ 'Hello, Ada!'                    │ name='Ada'
return 'Hello, Ada!'
"""
"""A trace that is one in form alone: nothing leaves what is returned on the stack."""


def traced(*pages: str, function: str = "greet") -> Damage:
    """Declare a trace of the greeting, record what did not happen as one, and put ``pages`` into the page of values."""

    def act(book: Book) -> None:
        path = book.root / SAY_HELLO
        text = path.read_text(encoding="utf-8").rstrip("\n")
        path.write_text(f"{text}\n\n# book: trace {function}\n", encoding="utf-8")
        for page in pages:
            put(page)(book)
        if function == "greet":
            program = Book(book.root).traces["basics/say_hello"]
            outcome = Outcome((Step(program.declaration.commands[0].text, GREETED),))
            outcomes = {python.tag: outcome for python in book.pythons if python.tag == python.base}
            write_recording(book, Recording(program.name, program.digest, outcomes))

    return act


def positions(form: str, output: str = "") -> Damage:
    """Declare positions in the output of the greeting; where it is given, have the oldest Python write ``output``."""

    def act(book: Book) -> None:
        path = book.root / SAY_HELLO
        text = path.read_text(encoding="utf-8").rstrip("\n")
        path.write_text(f"{text}\n\n# book: positions {form}\n", encoding="utf-8")
        if output:
            oldest = book.pythons[0]
            outcome = Outcome((Step("python say_hello.py", output + "\n"),))
            recording = book.load_recording(book.examples["basics/say_hello"])
            write_recording(book, recording.with_outcome(oldest, oldest.release, outcome, book.pythons))

    return act


def drawn(*lines: str) -> Damage:
    """Put a diagram into the page of values, its first line at line 12, and keep a drawing for it."""

    def act(book: Book) -> None:
        head = ["flowchart TD", "    accTitle: A frame", "    accDescr: A frame leads to another."]
        put("\n".join(["```{mermaid}", *head, *("    " + line for line in lines), "```"]))(book)
        (diagram,) = find_diagrams(Book(book.root).pages)
        write("diagrams/" + diagram.file_name, sign(stand_in(diagram), diagram))(book)
        with contextlib.suppress(BookError):  # a comment that does not read
            write_name_list(Book(book.root))
            answer(Book(book.root))

    return act


def answer(book: Book) -> None:
    """Record what every Python answers for the names in diagrams: it has ``f_back`` and ``f_code`` and no other."""
    if book.names_program is not None:
        names = book.name_list.read_text(encoding="utf-8").splitlines()
        lines = [f"{name} {name in ('f_back', 'f_code')}\n" for name in names]
        outcome = Outcome((Step("python ask_names.py", "".join(lines)),))
        outcomes = {python.tag: outcome for python in book.pythons if not python.is_variant}
        write_recording(book, Recording("names", book.names_program.digest, outcomes))


def sealed(name: str, old: str, new: str) -> Damage:
    """Edit a recording and forge its digest."""

    def act(book: Book) -> None:
        edit(book.root / name, old, new)
        lines = (book.root / name).read_text(encoding="utf-8").split("\n")
        lines[2] = "# sections " + hashlib.sha256("\n".join(lines[3:]).encode()).hexdigest()[:16]
        (book.root / name).write_text("\n".join(lines), encoding="utf-8")

    return act


def rerecord(name: str, revise: Callable[[Book, Example, Recording], Recording]) -> Damage:
    """Write a recording as the engine would write it, had it found what ``revise`` returns."""

    def act(book: Book) -> None:
        program = book.programs[name]
        write_recording(book, revise(book, program, book.load_recording(program)))

    return act


def wrote(tag: str, output: str) -> Callable[[Book, Example, Recording], Recording]:
    """Revise a recording: on the Python ``tag`` the program wrote ``output``."""

    def revise(book: Book, program: Example, old: Recording) -> Recording:
        python = next(python for python in book.pythons if python.tag == tag)
        outcome = old.look_up(python)
        assert outcome is not None
        return old.with_outcome(python, python.release, with_output(outcome, output), book.applicable(program))

    return revise


def answered(tag: str, probe: str, answer: str) -> Callable[[Book, Example, Recording], Recording]:
    """Revise the recording of the probes: on the Python ``tag`` one of them gave another answer."""

    def revise(book: Book, program: Example, old: Recording) -> Recording:
        python = next(python for python in book.pythons if python.tag == tag)
        outcome = old.look_up(python)
        assert outcome is not None
        output = re.sub(rf"(?m)^{probe} .*$", f"{probe} {answer}", outcome.steps[0].output)
        return wrote(tag, output)(book, program, old)

    return revise


def without(tag: str) -> Callable[[Book, Example, Recording], Recording]:
    """Revise a recording: a Python is not in it."""

    def revise(_book: Book, _program: Example, old: Recording) -> Recording:
        return replace(old, outcomes={key: outcome for key, outcome in old.outcomes.items() if key != tag})

    return revise


def with_program_digest_forged(book: Book) -> None:
    """Have the program greet someone else, and its recording pretend that this is the program that ran."""
    before = book.examples["basics/say_hello"].digest
    edit(book.root / SAY_HELLO, '"Ada"', '"Eve"')
    edit(book.root / RECORDED, before, Book(book.root).examples["basics/say_hello"].digest)


def this_python_taken_out(book: Book) -> None:
    """Take the running Python out of the list and out of every recording, as if it were new."""
    left = tuple(python for python in book.pythons if python.tag != running_tag())
    for program in (*book.programs.values(), build_program()):
        revised = without(running_tag())(book, program, book.load_recording(program))
        book.recording_path(program.name).write_text(dump_recording(revised, left), encoding="utf-8")
    path = book.examples["basics/which_python"].path
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f"# book: changed {running_tag()}: It says which it is.\n", ""), encoding="utf-8")
    lines = [f"{python.tag}  {python.release}" for python in left]
    book.list.write_text("\n".join(lines) + "\n", encoding="utf-8")


def a_python_added(book: Book) -> None:
    """Add a Python to the list and record nothing on it."""
    book.list.write_text(book.list.read_text(encoding="utf-8") + "3.99  3.99.0\n", encoding="utf-8")


def in_another_order(book: Book) -> None:
    """Write a recording with its sections in another order, with the digest that this gives."""
    program = book.programs["basics/which_python"]
    path = book.recording_path(program.name)
    path.write_text(dump_recording(book.load_recording(program), tuple(reversed(book.pythons))), encoding="utf-8")


def a_full_disk(_book: Book) -> object:
    """Let the disk be full from now on."""
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    return mock.patch("os.fsync", side_effect=full)


def ends(*lines: str) -> Damage:
    """Give the program of the greeting other last lines."""
    return change(
        SAY_HELLO, "    print(greet(name))  # book: end loop\n", "\n".join(["    pass  # book: end loop", *lines, ""])
    )


def changed_example(text: str) -> Damage:
    """Write the second example of the page of values otherwise; it begins at line 24."""
    return change(VALUES, "```{example} basics/which_python\n:predict: Which Python answers?\n```", text)


MISSED = "a directive {{{}}} in a form that pytest does not find"
FENCE = "a fence labeled `python` that is not an {example}"
DIRECTIVE = "a directive {{{}}} that is not an {{example}}"
HAND = "the recording was changed by hand"
STALE = "basics/say_hello has changed since it was recorded"
OTHERWISE = f"does not do on Python {running_tag()}"
UNPROVED = "the claim “{}” of basics.{} is false on Python {}"

LEAKING = '"""It leaks.\n\n>>> import sys\n>>> sys.setrecursionlimit(sys.getrecursionlimit() + 9)\n"""\n'

COMMON = [
    Row("one character of what this Python wrote", change(RECORDED, "    Hello, Ada!", "    Hello, Ava!"),
        RECORDED + ":3", HAND, EVERYWHERE, real=True),
    Row("one character of what another Python wrote",
        change("recordings/basics/which_python.txt", "Python 3.7", "Python 3.1"),
        "recordings/basics/which_python.txt:3", HAND, EVERYWHERE),
    Row("what this Python wrote, and the digest forged",
        rerecord("basics/which_python", wrote(running_tag(), "Python 2\n")),
        "recordings/basics/which_python.txt", "basics/which_python " + OTHERWISE, (ITEMS,), real=True),
    Row("what another Python wrote, and the digest forged",
        rerecord("basics/which_python", wrote("3.7", "Python 2\n")),
        "recordings/basics/which_python.txt", "basics/which_python does not do on Python 3.7", (THERE,)),
    Row("the program, so that it writes something else", change(SAY_HELLO, '"Ada"', '"Eve"'),
        RECORDED + ":2", STALE, EVERYWHERE),
    Row("a comment of the program", change(SAY_HELLO, "# book: emphasize", "# aloud  # book: emphasize"),
        RECORDED + ":2", STALE, EVERYWHERE),
    Row("the program, and its digest forged", with_program_digest_forged,
        RECORDED, "basics/say_hello " + OTHERWISE, (ITEMS,)),
    Row("the name of an example in a page",
        change(VALUES, "{example} basics/say_hello", "{example} basics/say_helo"),
        VALUES + ":19", "did you mean basics/say_hello", EVERYWHERE, real=True),
    Row("a reference to an example in prose", put("See {ref}`example:basics/say_helo`."),
        VALUES + ":11", "leads to the example basics/say_helo, which no page shows"),
    Row("a recording, deleted", remove(RECORDED), RECORDED, "has no recording", EVERYWHERE),
    Row("a Python taken out of a recording by hand",
        change("recordings/basics/which_python.txt", "=== 3.7\n$ python which_python.py\n    Python 3.7\n", ""),
        "recordings/basics/which_python.txt:3", HAND, EVERYWHERE),
    Row("a Python taken out of a recording, and the digest forged",
        rerecord("basics/which_python", without("3.7")),
        BASICS + "/which_python.py:7", "nothing that basics/which_python writes changed in Python 3.7",
        (STATIC, THERE, SPHINX),
        {THERE: ("recordings/basics/which_python.txt", "basics/which_python does not do on Python 3.7")}),
    Row("the first Python taken out of a recording, and the digest forged",
        rerecord("basics/which_python", without("3.6")),
        "recordings/basics/which_python.txt", "basics/which_python is not recorded for Python 3.6"),
    Row("a Python twice in a recording",
        sealed("recordings/basics/which_python.txt", "=== 3.7\n", "=== 3.7 3.6\n"),
        "recordings/basics/which_python.txt:7", "3.6 is recorded twice", EVERYWHERE),
    Row("a merge conflict in a recording", change(RECORDED, "=== 3.6", "<<<<<<< HEAD\n=== 3.6"),
        RECORDED + ":4", "a merge conflict was left in the recording", (*EVERYWHERE, RECORD)),
    Row("a program that no page shows", write(BASICS + "/lonely.py", '"""Alone."""\n'),
        BASICS + "/lonely.py", "no page shows the example basics/lonely"),
    Row("a recording without its example", write("recordings/basics/gone.txt", "nothing\n"),
        "recordings/basics/gone.txt", "a recording has no example"),
    Row("a program named like a module of the standard library",
        write(BASICS + "/tokenize.py", '"""Hide."""\n'),
        BASICS + "/tokenize.py", "hides the module tokenize", EVERYWHERE),
    Row("Python in a fence", put("```python\nprint(1)\n```"), VALUES + ":11", FENCE),
    Row("Python in a list", put("- item\n\n  ```python\n  print(1)\n  ```"), VALUES + ":13", FENCE),
    Row("Python in a quote", put("> ```python\n> print(1)\n> ```"), VALUES + ":11", FENCE),
    Row("Python in a fence of tildes", put("~~~py\nprint(1)\n~~~"), VALUES + ":11", "a fence labeled `py`"),
    Row("Python in a note of colons", put(":::{note}\n```python\nprint(1)\n```\n:::"), VALUES + ":12", FENCE),
    Row("Python in {code-block}", put("```{code-block} python\nprint(1)\n```"),
        VALUES + ":11", DIRECTIVE.format("code-block")),
    Row("Python in {code-block} of colons", put(":::{code-block} python\nprint(1)\n:::"),
        VALUES + ":11", DIRECTIVE.format("code-block")),
    Row("a fence without a label", put("```\nprint(1)\n```"), VALUES + ":11", "an unlabeled fence"),
    Row("a fence without an end", change(VALUES, "answers?\n```\n", "answers?\n```\n\n```text\nprint(1)\n"),
        VALUES + ":28", "a fence without an end"),
    Row("a fence that swallows an example", put("```text\nprint(1)"), VALUES + ":5", "miscounts the examples"),
    Row("Python in a note", put("````{note}\n```python\nprint(1)\n```\n````"), VALUES + ":12", FENCE),
    Row("Python by indentation", put("So:\n\n    print(1)"), VALUES + ":13", "an indented code block"),
    Row("Python in reStructuredText", put("```{eval-rst}\n.. code-block:: python\n\n   print(1)\n```"),
        VALUES + ":11", DIRECTIVE.format("eval-rst")),
    Row("Python from a file that is no example",
        both(write("docs/foreign.txt", "print(1)\n"), put("```{literalinclude} foreign.txt\n```")),
        VALUES + ":11", DIRECTIVE.format("literalinclude")),
    Row("Python in raw HTML", put("<pre>print(1)</pre>"), VALUES + ":11", "raw HTML"),
    Row("a docstring that is false", write("src/helpers.py", '""">>> 1 + 1\n3\n"""\n'),
        "src/helpers.py", "did not evaluate as expected", (ITEMS,), real=True),
    Row("a docstring that leaves the recursion limit changed", write("src/helpers.py", LEAKING),
        "src/helpers.py", "the docstring leaves the recursion limit changed", (ITEMS,), real=True),
    Row("a Python that is new", this_python_taken_out,
        "pythons.txt", f"Python {running_tag()} is not one of the book's", (ITEMS,)),
    Row("a Python added to the list and not recorded", a_python_added,
        BUILDS, "nothing says which build of Python 3.99 made the recordings"),
    Row("a recording that pretends to be made",
        change(RECORDED, "# sections ", "# sections 0000000000000000\n# was "),
        RECORDED + ":3", HAND, EVERYWHERE),
    Row("output that changes between runs", ends("print({'a', 'b', 'c', 'd', 'e', 'f'})"),
        RECORDED + ":2", STALE, (*EVERYWHERE, RECORD), {RECORD: (SAY_HELLO, "does not write the same twice")}),
    Row("a program that hangs", ends("while True: pass", "# book: timeout 0.3"),
        RECORDED + ":2", STALE, (*EVERYWHERE, RECORD), {RECORD: (SAY_HELLO, "did not end within 0.3 seconds")}),
    Row("a program that floods", ends("while True: print('x' * 9999)"),
        RECORDED + ":2", STALE, (*EVERYWHERE, RECORD), {RECORD: (SAY_HELLO, "wrote more than 262144 bytes")}),
    Row("a program that kills itself", ends("import os; os.kill(os.getpid(), 9)"),
        RECORDED + ":2", STALE, (*EVERYWHERE, RECORD),
        {RECORD: (SAY_HELLO, "exit status -9 (killed by SIGKILL)")}),
    Row("a program that writes what is no UTF-8", ends("import os; os.write(1, b'\\xff')"),
        RECORDED + ":2", STALE, (*EVERYWHERE, RECORD), {RECORD: (SAY_HELLO, "wrote bytes that are not UTF-8")}),
    Row("a program that writes a control character", ends("print(chr(27))"),
        RECORDED + ":2", STALE, (*EVERYWHERE, RECORD), {RECORD: (SAY_HELLO, "wrote a control character")}),
    Row("a program that fails unexpectedly", ends("1 / 0"),
        RECORDED + ":2", STALE, (*EVERYWHERE, RECORD), {RECORD: (SAY_HELLO, "ended otherwise than declared")}),
    Row("a program that exits with a status", ends("raise SystemExit(3)"),
        RECORDED + ":2", STALE, (*EVERYWHERE, RECORD), {RECORD: (SAY_HELLO, "exit status 3")}),
    Row("a program that leaves a child running",
        ends("import subprocess, sys",
            "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])"),
        RECORDED + ":2", STALE, (*EVERYWHERE, RECORD), {RECORD: (SAY_HELLO, "left a process running")}),
    Row("a program that no longer fails", change(BASICS + "/divide_by_zero.py", "print(1 / 0)", "print(1 / 1)"),
        "recordings/basics/divide_by_zero.txt:2", "basics/divide_by_zero has changed", (*EVERYWHERE, RECORD),
        {RECORD: (BASICS + "/divide_by_zero.py", "exit status 1 with ZeroDivisionError")}),
    Row("a misspelled option", change(VALUES, ":part: greet", ":prat: greet"), VALUES + ":19", "'prat'",
        EVERYWHERE),
    Row("a misspelled declaration", change(BASICS + "/divide_by_zero.py", "# book: raises", "# book: raise"),
        BASICS + "/divide_by_zero.py:6", "did you mean raises", EVERYWHERE),
    Row("a declaration continued by four spaces",
        change(BASICS + "/divide_by_zero.py", "# book: raises",
            "# book: requires >=3.6: it needs\n#    a reason\n# book: raises"),
        BASICS + "/divide_by_zero.py:6", "a mark is on a line of its own", EVERYWHERE),
    Row("a declaration continued by a plain comment",
        change(BASICS + "/divide_by_zero.py", "# book: raises",
            "# book: requires >=3.6: it needs\n# a reason\n# book: raises"),
        BASICS + "/divide_by_zero.py:6", "a mark is on a line of its own", EVERYWHERE),
    Row("a declaration continued after an empty line",
        change(BASICS + "/divide_by_zero.py", "# book: raises",
            "# book: requires >=3.6: it needs\n\n#     a reason\n# book: raises"),
        BASICS + "/divide_by_zero.py:6", "a mark is on a line of its own", EVERYWHERE),
    Row("a number that goes on in the next line",
        change(BASICS + "/divide_by_zero.py", "# book: raises",
            "# book: timeout 5\n#     0\n# book: raises"),
        BASICS + "/divide_by_zero.py:6", "could not convert string to float: '5 0'", EVERYWHERE),
    Row("a rule that goes on in the next line",
        change(BASICS + "/divide_by_zero.py", "# book: raises",
            "# book: normalize addresses\n#     here: shown\n# book: raises"),
        BASICS + "/divide_by_zero.py:6", "'addresses here' is not a rule", EVERYWHERE),
    Row("a misspelled mark", change(SAY_HELLO, "# book: emphasize", "# book: emphasise"),
        SAY_HELLO + ":5", "did you mean emphasize", EVERYWHERE),
    Row("a mark that is not spelled as one", change(SAY_HELLO, "# book: emphasize", "# Book: emphasize"),
        SAY_HELLO + ":5", "a mark is spelled '# book:'", EVERYWHERE),
    Row("a misspelled rule",
        change(BASICS + "/divide_by_zero.py", "# book: raises",
            "# book: normalize adresses: shown\n# book: raises"),
        BASICS + "/divide_by_zero.py:6", "did you mean addresses", EVERYWHERE),
    Row("a rule without a reason",
        change(BASICS + "/divide_by_zero.py", "# book: raises", "# book: normalize addresses\n# book: raises"),
        BASICS + "/divide_by_zero.py:6", "the reason is missing", EVERYWHERE),
    Row("a claim that is true too early",
        rerecord("basics/claims", answered("3.7", "assignment_expression", "True")),
        VALUES + ":11", UNPROVED.format("3.8+", "assignment_expression", "3.7"), (STATIC, THERE, SPHINX),
        {THERE: (ANSWERS, "basics/claims does not do on Python 3.7")}),
    Row("a claim that names a version too early", change(VALUES, "{since}`3.8 <", "{since}`3.7 <"),
        VALUES + ":11", UNPROVED.format("3.7+", "assignment_expression", "3.7"), (STATIC, THERE, SPHINX)),
    Row("a claim that names a version too late", change(VALUES, "{until}`3.7 <", "{until}`3.8 <"),
        VALUES + ":17", UNPROVED.format("≤ 3.8", "processor_clock", "3.8")),
    Row("a claim that is false on this Python", change(VALUES, "{until}`3.7 <", "{since}`3.7 <"),
        VALUES + ":17", UNPROVED.format("3.7+", "processor_clock", running_tag()), EVERYWHERE),
    Row("a claim whose probe is never false", both(
            rerecord("basics/claims", answered("3.6", "assignment_expression", "True")),
            rerecord("basics/claims", answered("3.7", "assignment_expression", "True"))),
        VALUES + ":11", UNPROVED.format("3.8+", "assignment_expression", "3.6")),
    Row("a claim that cannot fail", change(VALUES, "{since}`3.8 <", "{since}`3.6 <"), VALUES + ":11",
        "cannot fail"),
    Row("a claim without a probe", change(VALUES, "basics.processor_clock>", "basics.processor_clok>"),
        VALUES + ":17", "has no probe; did you mean basics.processor_clock", EVERYWHERE),
    Row("a claim of a Python that is not in the list", change(VALUES, "{since}`3.8 <", "{since}`3.5 <"),
        VALUES + ":11", "names Python 3.5, which is not in the list", EVERYWHERE),
    Row("a claim that cannot be parsed", change(VALUES, "{since}`3.8 <", "{since}`3.8+ <"),
        VALUES + ":11", "a claim cannot be parsed", EVERYWHERE),
    Row("a probe that no page claims", both(
            change(PROGRAMS, " {during}`3.7 <basics.clock_and_async>`", ""),
            change(PROGRAMS, "claims: 1", "claims: 0")),
        CLAIMS + ":21", "no page claims what basics.clock_and_async proves"),
    Row("a probe that raises",
        change(CLAIMS, 'return hasattr(time, "clock")\n\n\n', "return time.no_clock\n\n\n"),
        ANSWERS + ":2", "basics/claims has changed", EVERYWHERE),
    Row("a probe that raised, recorded",
        rerecord("basics/claims", answered("3.7", "processor_clock", "raised NameError: x")),
        VALUES + ":17", UNPROVED.format("≤ 3.7", "processor_clock", "3.7")),
    Row("a probe without a docstring",
        change(CLAIMS, '    """The module time has a function clock()."""\n', ""),
        CLAIMS + ":16", "has no docstring", EVERYWHERE),
    Row("a probe that does not parse",
        change(CLAIMS, 'return hasattr(time, "clock")\n\n\n', "return = 1\n\n\n"),
        CLAIMS + ":18", "the probes do not parse", EVERYWHERE),
    Row("two examples of one name", write(BASICS + "/say_hello/main.py", '"""Twice."""\n'),
        SAY_HELLO, "two examples are named basics/say_hello", EVERYWHERE),
    Row("a full disk while recording", both(change(SAY_HELLO, '"Ada"', '"Eve"'), a_full_disk),
        RECORDED, "has changed", (*EVERYWHERE, RECORD),
        {RECORD: (RECORDED, "the file cannot be written; it stays as it was")}),
]  # fmt: skip


def with_a_variant(book: Book) -> None:
    """Add a variant to the list, which rests on its base in every recording."""
    book.list.write_text(book.list.read_text(encoding="utf-8") + "3.6+jit  3.6.15\n", encoding="utf-8")


def kept(book: Book) -> None:
    """Mark the oldest Python as kept."""
    keep(book, "3.6")


RARE = [
    Row("the build of a Python, by hand", change(BUILDS, "release: 3.7.16", "release: 3.7.17"), BUILDS + ":3", HAND),
    Row("the build of a Python, and the digest forged", sealed(BUILDS, "release: 3.7.16", "release: 3.7.17"),
        BUILDS, "the build of Python 3.7 is of another release than the list names"),
    Row("another release in the list", change("pythons.txt", "3.7.16", "3.7.17"),
        BUILDS, "the build of Python 3.7 is of another release than the list names"),
    Row("a variant that nobody ran", with_a_variant,
        BUILDS, "nothing says which build of Python 3.6+jit made the recordings"),
    Row("a sentence about a Python in which nothing changed",
        change(BASICS + "/divide_by_zero.py", "# book: raises", "# book: changed 3.7: It is so.\n# book: raises"),
        BASICS + "/divide_by_zero.py:6", "nothing that basics/divide_by_zero writes changed in Python 3.7"),
    Row("a change of an output that nothing explains",
        change(BASICS + "/which_python.py", "# book: changed 3.7: It says which it is.\n", ""),
        BASICS + "/which_python.py", "nothing says why basics/which_python writes something else on Python 3.7"),
    Row("a sentence without its end",
        change(BASICS + "/divide_by_zero.py", "# book: raises", "# book: changed 3.7: It is so\n# book: raises"),
        BASICS + "/divide_by_zero.py:6", "the sentence has no full stop", EVERYWHERE),
    Row("an example taken out of a page",
        change(VALUES, "```{example} basics/which_python\n:predict: Which Python answers?\n```\n", ""),
        VALUES + ":5", "miscounts the examples"),
    Row("a claim taken out of a page", change(PROGRAMS, " {during}`3.7 <basics.clock_and_async>`", ""),
        PROGRAMS + ":6", "miscounts the claims"),
    Row("a trace of what did not happen", traced("```{trace} basics/say_hello\n```"),
        "recordings/basics/say_hello.trace.txt", "basics/say_hello.trace " + OTHERWISE, (ITEMS,)),
    Row("a trace that no page shows", traced(), SAY_HELLO + ":11", "no page shows the trace of basics/say_hello"),
    Row("a trace that no example declares", put("```{trace} basics/say_hello\n```"), VALUES + ":11",
        "the example basics/say_hello declares no trace", EVERYWHERE),
    Row("a trace of a function that is not there", traced(function="gret"), SAY_HELLO + ":11",
        "has no function 'gret' to trace; did you mean greet"),
    Row("a trace that is not recorded",
        both(traced("```{trace} basics/say_hello\n```"), remove("recordings/basics/say_hello.trace.txt")),
        "recordings/basics/say_hello.trace.txt", "basics/say_hello.trace has no recording", EVERYWHERE),
    Row("an option that a trace does not have",
        traced("```{trace} basics/say_hello\n:part: greet\n```"), VALUES + ":11", "a trace has no option 'part'",
        EVERYWHERE),
    Row("positions in a form that there is none of", positions("diss"), SAY_HELLO + ":11", "'diss' is not a form",
        EVERYWHERE),
    Row("positions of a source that the program does not have", positions("first of POEM"), SAY_HELLO + ":11",
        "has no source 'POEM'"),
    Row("positions that are outside their source", positions("first", "99 bottles"), SAY_HELLO + ":11",
        "a position in the output of basics/say_hello is outside its source"),
    Row("positions in an output that has none", positions("dis"), SAY_HELLO + ":11",
        "nothing that basics/say_hello writes has a position in the form 'dis'"),
    Row("an unknown part", change(VALUES, ":part: greet", ":part: great"), VALUES + ":19",
        "has no part 'great'", EVERYWHERE),
    Row("an unknown file", change(PROGRAMS, "main.py counting.py", "main.py count.py"),
        PROGRAMS + ":13", "has no file 'count.py'", EVERYWHERE),
    Row("an option without a value", change(VALUES, ":part: greet", ":part:"), VALUES + ":19", "says nothing",
        EVERYWHERE),
    Row("an option twice", change(VALUES, ":part: greet", ":part: greet\n:part: loop"), VALUES + ":19",
        "no key twice"),
    Row("a directive without a name", put("```{example}\n```"), VALUES + ":11", "there is no example ''",
        EVERYWHERE),
    Row("a misspelled directive", change(VALUES, "{example} basics/say_hello", "{exampel} basics/say_hello"),
        VALUES + ":19", "did you mean example"),
    Row("code in the body of an example", change(VALUES, ":part: greet\n", ":part: greet\n\nprint(1)\n"),
        VALUES + ":19", "text in the body of {example}"),
    Row("a prompt in a fence of text", put("```text\n>>> 1\n1\n```"), VALUES + ":11", "`>>>` in a `text` fence"),
    Row("a prompt in prose", put("So:\n>>> 1"), VALUES + ":12", "`>>>` in prose"),
    Row("a prompt in a quote", put("> >>> 1"), VALUES + ":11", "`>>>` in prose"),
    Row("a console session", put("```pycon\n>>> 1\n```"), VALUES + ":11", "a fence labeled `pycon`"),
    Row("a language that is not allowed", put("```cobol\nDISPLAY 1\n```"), VALUES + ":11",
        "a fence labeled `cobol`"),
    Row("Python in an admonition", put("````{admonition} Title\n```python\nprint(1)\n```\n````"), VALUES + ":12",
        FENCE),
    Row("Python in HTML in a line", put("A <code>print(1)</code>."), VALUES + ":11", "raw HTML in a line"),
    Row("Python behind a comment that ends early", put("<!--><pre>print(1)</pre><!-- -->"), VALUES + ":11",
        "raw HTML"),
    Row("Python in {raw}", put("```{raw} html\n<pre>print(1)</pre>\n```"), VALUES + ":11",
        DIRECTIVE.format("raw")),
    Row("Python from another page",
        both(write("docs/part.txt", "```python\nprint(1)\n```\n"), put("```{include} part.txt\n```")),
        VALUES + ":11", DIRECTIVE.format("include")),
    Row("an example in a fence of colons", changed_example(":::{example} basics/which_python\n:::"), VALUES + ":24",
        MISSED.format("example")),
    Row("an example whose directive is in capitals", changed_example("```{Example} basics/which_python\n```"),
        VALUES + ":24", MISSED.format("example")),
    Row("an example with its options between dashes",
        changed_example("```{example} basics/which_python\n---\npredict: Which?\n---\n```"),
        VALUES + ":24", MISSED.format("example")),
    Row("an example in a quote", changed_example("> ```{example} basics/which_python\n> ```"), VALUES + ":24",
        MISSED.format("example")),
    Row("a diagram in a fence of colons", put(":::{mermaid}\nflowchart TD\n:::"), VALUES + ":11",
        MISSED.format("mermaid")),
    Row("a trace in a fence of colons", put(":::{trace} basics/say_hello\n:::"), VALUES + ":11",
        MISSED.format("trace")),
    Row("a claim between two backticks",
        change(VALUES, "{since}`3.8 <basics.assignment_expression>`", "{since}``3.8 <basics.assignment_expression>``"),
        VALUES + ":11", "a claim is in a form that pytest does not find"),
    Row("a claim in a fence", put("```text\n{since}`3.8 <basics.assignment_expression>`\n```"), VALUES + ":12",
        "a claim is not in prose"),
    Row("front matter that cannot be parsed", change(VALUES, "claims: 2", "claims"), VALUES + ":6",
        "front matter cannot be parsed"),
    Row("a page that is no UTF-8", write(VALUES, b"# \xff\n"), VALUES, "the page is not UTF-8 text", EVERYWHERE,
        {ITEMS: (VALUES, "can't decode byte 0xff")}),
    Row("a page that no page leads to", write("docs/lost.md", "# Lost\n"), "docs/lost.md",
        "is in no toctree"),
    Row("a pending Python",
        rerecord("basics/say_hello", lambda _book, _program, old: replace(old, pending=("3.7",))),
        RECORDED, "basics/say_hello is not recorded for Python 3.7", (STATIC, THERE, SPHINX)),
    Row("a recording for a Python on which the example does not run", rerecord(
            "basics/longest_word",
            lambda _book, _program,
            old: replace(old, outcomes={**old.outcomes, "3.7": next(iter(old.outcomes.values()))})),
        "recordings/basics/longest_word.txt", "is recorded for 3.7, on which it does not run"),
    Row("a recording in another form", in_another_order,
        "recordings/basics/which_python.txt", "the recording is not in its one form"),
    Row("a recording that is no UTF-8", write(RECORDED, b"\xff"), RECORDED, "the recording is not UTF-8 text",
        EVERYWHERE),
    Row("a recording of nothing", write(RECORDED), RECORDED + ":2", "the recording cannot be parsed", EVERYWHERE),
    Row("another text in a file that a program reads", change(BASICS + "/count_words/poem.txt", "fog", "smog"),
        "recordings/basics/count_words.txt:2", "basics/count_words has changed", EVERYWHERE),
    Row("another command", change(BASICS + "/count_words/main.py", "python -m main", "python -O -m main"),
        "recordings/basics/count_words.txt:2", "basics/count_words has changed", EVERYWHERE),
    Row("a Python for which an example declares too much",
        change(BASICS + "/longest_word.py", ">=3.8: ", ">=3.7: "),
        "recordings/basics/longest_word.txt", "is not recorded for Python 3.7", (STATIC, THERE, SPHINX)),
    Row("a folder that does not say which file starts it", lambda book: shutil.move(
            book.root / BASICS / "count_words/main.py", book.root / BASICS / "count_words/start.py"),
        BASICS + "/count_words", "does not say which of its files starts the program", EVERYWHERE),
    Row("a package without its docstring's file", remove(BASICS + "/__init__.py"), BASICS, "has no __init__.py",
        EVERYWHERE),
    Row("a program outside the packages", write("src/chapter_examples/stray.py", '"""Stray."""\n'),
        "src/chapter_examples/stray.py", "outside the packages", EVERYWHERE),
    Row("a file of the program with Windows' line ends", write(SAY_HELLO, '"""Say hello."""\r\nprint(1)\r\n'),
        SAY_HELLO, "CR LF", EVERYWHERE),
    Row("a sentence that names a version and proves nothing", put("Since 3.7 all is otherwise."), VALUES + ":11",
        "a sentence names 3.7 without a proof"),
    Row("a sentence that names another version than its claim",
        change(VALUES, "Assignment expressions name", "Since 3.7 assignment expressions name"), VALUES + ":11",
        "a sentence names 3.7 without a proof"),
    Row("a version in a caption", change(VALUES, "A greeting, from inside", "A greeting of 3.7"), VALUES + ":20",
        "a sentence names 3.7 without a proof"),
    Row("a name in a diagram that nobody declares", drawn('box["f_back"]'), VALUES + ":12",
        "a diagram names f_back and does not declare it"),
    Row("a declared name that the diagram does not have", drawn("%% names: f_back, f_code", 'box["f_back"]'),
        VALUES + ":15", "a diagram declares f_code and does not name it"),
    Row("a name in a diagram that this Python lacks", drawn("%% names: f_front", 'box["f_front"]'), VALUES + ":15",
        "a diagram declares a name that Python 3.6–"),
    Row("a name in a diagram that this Python has, outside its range",
        drawn("%% names 3.6-3.7: f_back", 'box["f_back (3.6–3.7)"]'), VALUES + ":15",
        "a diagram declares a name that Python 3.8"),
    Row("a list of names that is not of the diagrams",
        both(drawn("%% names: f_back", 'box["f_back"]'), write("recordings/names.list", "f_code\n")),
        "recordings/names.list", "the list of the names in the diagrams is not of these diagrams"),
    Row("names in diagrams that no Python was asked for",
        both(drawn("%% names: f_back", 'box["f_back"]'), remove("recordings/names.txt")),
        "recordings/names.txt", "the example names has no recording"),
    Row("a range in a label that is not the declared one",
        drawn("%% names 3.6-3.7: f_front", 'box["f_front (≤ 3.6), f_front (≤ 3.7)"]'), VALUES + ":15",
        "a diagram gives f_front another range than it declares"),
    Row("a comment in a diagram that cannot be parsed", drawn("%% name: f_back", 'box["f_back"]'), VALUES + ":15",
        "a comment in a diagram declares nothing"),
    Row("a Python that is kept, and its section gone",
        both(kept, rerecord("basics/which_python", without("3.6"))),
        "recordings/basics/which_python.txt", "basics/which_python is not recorded for Python 3.6"),
    Row("a recording changed by hand that holds what a kept Python wrote",
        both(kept, change(RECORDED, "    Hello, Ada!", "    Hello, Ava!")),
        RECORDED + ":3", HAND, (*EVERYWHERE, RECORD), {RECORD: (RECORDED, "what Python 3.6 wrote would be lost")}),
    Row("a claim that only a kept Python could refute, which has not been asked",
        both(kept, rerecord("basics/claims", without("3.6")),
            rerecord("basics/claims", lambda _book, _program, old: replace(old, pending=("3.6",))),
            change(VALUES, "{since}`3.8 <", "{since}`3.7 <")),
        VALUES + ":11", "is proved on one side only: the probe was not asked on Python 3.6"),
    Row("a variant that is run, of a Python that is kept",
        both(kept, with_a_variant), "pythons.txt", "the variant 3.6+jit is run and its base is kept as recorded",
        EVERYWHERE),
    Row("a line of the list of Pythons that is wrong", change("pythons.txt", "3.7  3.7.16", "3.7"), "pythons.txt:2",
        "a line of the list of Pythons is wrong: '' is not a release", EVERYWHERE),
    Row("a variant before its base", change("pythons.txt", "3.6  3.6.15", "3.6t  3.6.15\n3.6  3.6.15"),
        "pythons.txt:1", "the variant 3.6t comes before its base", EVERYWHERE),
    Row("a term that is not linked where it is first used",
        change(PROGRAMS, "A {term}`program` may", "Listings are here.\nA {term}`program` may"),
        PROGRAMS + ":11", "uses the term 'program' for the first time and does not link it"),
    Row("a term that no page links", change(INDEX, "program\nlisting\n", "program\n    One.\n\nlisting\n"),
        INDEX + ":22", "no page links the term 'listing'"),
    Row("a term that is twice in the glossary", change(INDEX, "tests run.\n", "tests run.\n\nListing\n    Two.\n"),
        INDEX + ":23", "the glossary has the term 'Listing' twice"),
    Row("an entry of the index without a kind", put("```{index} say_hello\n```"), VALUES + ":11",
        "an index entry is malformed"),
    Row("an entry of the index of an unknown kind", put("```{index} LOAD_FAST (instruktion)\n```"), VALUES + ":11",
        "did you mean instruction"),
    Row("an entry of the index twice on a page", put("```{index} names, values, names\n```"), VALUES + ":11",
        "has the index entry 'names' twice"),
    Row("an entry of the index in two spellings", put("```{index} greeting, Greeting\n```"), VALUES + ":11",
        "spelled in two ways"),
    Row("an entry of the index of two kinds", put("```{index} ast (module), ast (variable)\n```"), VALUES + ":11",
        "gives a name two kinds"),
    Row("a moved page of which nobody says where it is", write(MOVED, "# old, new\nnames.md values\n"), MOVED + ":2",
        "does not say which page moved where"),
    Row("a moved page that is still there", write(MOVED, "programs values\n"), MOVED + ":1",
        "the page programs is there, so it did not move"),
    Row("a page that moved to where none is", write(MOVED, "\nnames value\n"), MOVED + ":2", "did you mean values"),
    Row("a page that moved on", write(MOVED, "naming names\nnames values\n"), MOVED + ":1",
        "write where it is now: naming values"),
    Row("a page that moved twice", write(MOVED, "names values\nnames programs\n"), MOVED + ":2",
        "the page names moved twice"),
]  # fmt: skip

ROWS: tuple[Row, ...] = (*COMMON, *RARE)


def relative(text: str, root: Path) -> str:
    """Return ``text`` with the book's folder taken out of the paths in it."""
    return text.replace(str(root.resolve()) + os.sep, "").replace(str(root) + os.sep, "")
