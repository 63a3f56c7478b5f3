"""Claims and probes: a claim holds on exactly the versions it names, or it is a mistake."""

from dataclasses import replace
from pathlib import Path
from typing import Dict, List

import pytest

from bookcheck.errors import BookError
from bookcheck.pages.claims import Claim, check_claim, read_claim
from bookcheck.programs.probes import Probe, find_probes, probe_program
from bookcheck.programs.questions import plain_file
from bookcheck.programs.runner import Outcome, Runner, Step
from bookcheck.pythons.python import Python
from bookcheck.recordings.answers import recorded_answers
from bookcheck.recordings.recording import Recording

PAGE = Path("docs/values.md")
TAGS = ("3.8", "3.9", "3.10", "3.11", "3.13", "3.13t")
PYTHONS = tuple(Python(tag, tag.rstrip("t") + ".1") for tag in TAGS)
PROBES = {
    name: Probe(name, "A sentence.", "def f(): ...", Path("src/chapter_examples/basics/claims.py"), 4, "def f(): ...")
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


def early():
    """It stands second."""
    return _helper() == 2 and os is not join
'''


def written(folder: Path, text: str) -> Path:
    path = folder / "claims.py"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_probe_answers_on_a_line_of_its_own(tmp_path: Path, runner: Runner) -> None:
    program = probe_program("basics", written(tmp_path, CLAIMS))
    outcome = runner.run(program)
    assert outcome.steps[0].output == "late True\nearly False\n"
    recording = Recording("basics/claims", program.digest, {runner.python.tag: outcome})
    assert list(recorded_answers(recording, runner.python)) == [
        name.split(".")[1] for name in find_probes("basics", program.path)
    ]
    assert recorded_answers(replace(recording, outcomes={}), runner.python) == {}


def test_probes_are_found_with_their_sentence_and_source(tmp_path: Path) -> None:
    probes = find_probes("basics", written(tmp_path, CLAIMS))
    assert len(probes) == 2
    probe = probes["basics.late"]
    assert (probe.sentence, probe.line) == ("It stands first.", 13)
    assert probe.source == 'def late():\n    """It stands first."""\n    return True'


def test_the_source_of_a_probe_holds_what_it_uses_of_its_file(tmp_path: Path) -> None:
    assert find_probes("basics", written(tmp_path, CLAIMS))["basics.early"].source == (
        "import os\n"
        "from os.path import join\n\n\n"
        "def _helper():\n    return 1\n\n\n"
        'def early():\n    """It stands second."""\n    return _helper() == 2 and os is not join'
    )


def test_a_claim_that_only_a_kept_python_could_refute_is_proved_on_one_side_only() -> None:
    kept = (Python("3.8", "3.8.1", kept=True), *PYTHONS[1:])
    answers = {tag: str(tag != "3.8") for tag in TAGS}
    since = claim("since", "3.9 <basics.binary_op>")
    assert check_claim(since, PROBES, recorded(answers, []), kept) == []
    (error,) = check_claim(since, PROBES, recorded(answers, ["3.8"]), kept)
    assert "is proved on one side only: the probe was not asked on Python 3.8" in error.problem
    assert error.fix is not None
    assert "make record V=3.8 E=basics/claims" in error.fix
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


HEAD = """\
import os
import subprocess
import sys

import asyncio


def probe():
    \"\"\"What it claims.\"\"\"
"""


def test_it_is_one_answer_that_every_probe_gives(tmp_path: Path, runner: Runner) -> None:
    text = HEAD + "    return hasattr(asyncio, 'run')\n"
    assert runner.run(probe_program("basics", written(tmp_path, text))).steps[0].output == "probe True\n"


@pytest.mark.parametrize(
    ("body", "line", "found"),
    [
        ("return 1", 8, "returned 1"),
        ("return 'True'", 8, "returned 'True'"),
        ("pass", 8, "returned None"),
        ("raise KeyError('a\\nb')", 10, r"raised KeyError: 'a\nb' (line 10)"),
        ("sys.exit(0)", 10, "raised SystemExit: 0 (line 10)"),
        ("os._exit(0)", 8, "ended without an answer"),
        ("os.abort()", 8, "ended without an answer"),
        ("print(True)\n    return True", 8, r"wrote 'True\n'"),
        ("os.write(2, b'True')\n    return True", 8, "wrote 'True'"),
        ("subprocess.call([sys.executable, '-c', 'print(1)'])\n    return True", 8, r"wrote '1\n'"),
        ("os.fork()\n    return True", 8, "TrueTrue"),
    ],
)
def test_whatever_else_a_probe_does_is_no_answer(
    tmp_path: Path, runner: Runner, body: str, line: int, found: str
) -> None:
    with pytest.raises(BookError, match="does not answer with True or False on Python " + runner.python.base) as caught:
        runner.run(probe_program("basics", written(tmp_path, HEAD + "    " + body + "\n")))
    assert (caught.value.path, caught.value.line) == (tmp_path / "claims.py", line)
    assert found in str(caught.value.found)


@pytest.mark.parametrize(
    "body",
    [
        "return getattr(sys, 'ver' + 'sion_info') >= (3, 7)",
        "return [v for k, v in sorted(vars(sys).items()) if k.endswith('ion_info')][0] > (3, 7)",
        "return getattr(sys, 'hex' + 'ver' + 'sion') > 0x3070000",
        "return getattr(sys, 'ver' + 'sion').split('.')[1].startswith(('8', '9', '1'))",
        "return getattr(sys.implementation, 'ver' + 'sion')[1] > 7",
        "return __import__('plat' + 'form').__dict__['python_' + 'ver' + 'sion']()[2:3] in '89123456'",
        "return eval('sys.' + 'noisrev'[::-1] + '_info', {'sys': sys}) > (3, 7)",
    ],
)
def test_a_probe_that_finds_the_version_in_secret_answers_otherwise_where_it_is_hidden(
    tmp_path: Path, runner: Runner, body: str
) -> None:
    program = probe_program("basics", written(tmp_path, HEAD + "    " + body + "\n"))
    with pytest.raises(BookError) as caught:
        runner.run(program)
    assert "but where the version is hidden as 3." in str(caught.value.found)


@pytest.mark.parametrize(
    ("options", "answer"),
    [
        ("'-c', 'import sys; print(getattr(sys, \"ver\" + \"sion_info\") > (3, 7))'", "said == b'True\\n'"),
        (
            "'-I', '-c', 'import sys; print(getattr(sys, \"hex\" + \"ver\" + \"sion\") > 0x3070000)'",
            "said == b'True\\n'",
        ),
        ("'-' + 'V'", "said[9:10] != b'0'"),
    ],
)
def test_a_python_that_a_probe_starts_hides_its_version_too(
    tmp_path: Path, runner: Runner, options: str, answer: str
) -> None:
    body = "    said = subprocess.check_output([sys.executable, {}])\n    return {}\n".format(options, answer)
    with pytest.raises(BookError) as caught:
        runner.run(probe_program("basics", written(tmp_path, HEAD + body)))
    assert "but where the version is hidden as 3." in str(caught.value.found)


def test_no_probe_sees_what_another_did(tmp_path: Path, runner: Runner) -> None:
    other = '\n\ndef other():\n    """Another claim."""\n    return hasattr(asyncio, "left")\n'
    text = HEAD + "    asyncio.left = sys.left = 1\n    return True\n" + other
    output = runner.run(probe_program("basics", written(tmp_path, text))).steps[0].output
    assert output == "probe True\nother False\n"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("    return sys.version_info >= (3, 11)\n", "sys.version_info"),
        ("    from sys import hexversion\n    return hexversion > 1\n", "hexversion"),
        ("    return '3.11' in str(sys.flags)\n", "3.11"),
        ("    return os.popen('python3 -V')\n", "python3"),
        ("    return subprocess.call([sys.executable, '-V'])\n", "-V"),
        ("    return subprocess.call([sys.executable, '-c', 'import platform'])\n", "platform"),
        ("    exec('x = sys.version')\n    return True\n", "sys.version"),
        ("    return b'cpython-311' in os.listdir(b'.')\n", "python-311"),
        ("    return '11' in os.__file__\n", "os.__file__"),
        ("    import sysconfig as s\n    return s.get_platform()\n", "sysconfig under another name"),
        ("    import sysconfig\n    return sysconfig.get_config_var('LDLIBRARY')\n", "LDLIBRARY"),
        ("    import sysconfig\n    return sysconfig.get_paths()\n", "sysconfig.get_paths"),
        ("    import importlib.util\n    return importlib.util.MAGIC_NUMBER\n", "MAGIC_NUMBER"),
        ("    return getattr(sys, 'winver', '')\n", "winver"),
        ("    import platform as p\n    return p.machine()\n", "platform"),
        ("    version_of = 1\n    return version_of\n", "version_of"),
    ],
)
def test_a_probe_may_not_name_what_tells_the_version(tmp_path: Path, code: str, words: str) -> None:
    with pytest.raises(BookError, match="a probe asks for the version") as caught:
        find_probes("basics", written(tmp_path, HEAD + code))
    assert words in caught.value.problem
    assert caught.value.line is not None
    assert caught.value.line > 8


@pytest.mark.parametrize(
    "code",
    [
        "    return hasattr(sys, 'version_info')\n",
        "    import marshal\n    return marshal.version == 4\n",
        "    import sysconfig\n    return sysconfig.get_config_var('Py_GIL_DISABLED') == 1\n",
        "    return bool(subprocess.call([sys.executable, '-c', 'assert hasattr(0, \"__file__\")']))\n",
    ],
)
def test_a_name_that_is_only_asked_for_and_a_version_of_something_else_are_no_version(
    tmp_path: Path, code: str
) -> None:
    assert find_probes("basics", written(tmp_path, HEAD + code))


def test_a_text_that_the_claim_itself_states_may_be_looked_for(tmp_path: Path) -> None:
    code = "    return 'cpython-311' in os.listdir('.')\n"
    assert find_probes("basics", written(tmp_path, HEAD.replace("What it claims.", "It holds cpython-311.") + code))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("probe = _other = None\n", "probe is defined on line 8 and again here"),
        ('def probe():\n    """Again."""\n    return True\n', "probe is defined on line 8 and again here"),
        ("import probe\n", "probe is not a module of the standard library"),
        ("from os import path as probe\n", "probe is defined on line 8 and again here"),
        ("class probe:\n    pass\n", "probe is defined on line 8 and again here"),
        ("@staticmethod\ndef _helper():\n    return True\n", "the decorator @staticmethod"),
        ("def _helper(x=globals().clear()):\n    return True\n", "a call that runs when it is imported"),
        ("class _Helper(type('x', (), {})):\n    pass\n", "a call that runs when it is imported"),
        ("class _Helper:\n    x = vars(os).clear()\n", "a call that runs when it is imported"),
        ("_X = lambda: probe\n", "an expression that runs code"),
        ("_X = [probe for _ in '1']\n", "an expression that runs code"),
        ("del probe\n", "a statement that runs when it is imported: Delete"),
        ("if True:\n    probe = None\n", "a statement that runs when it is imported: If"),
        ("probe.__code__ = None\n", "a statement that runs when it is imported: Assign"),
        ("for probe in ():\n    pass\n", "a statement that runs when it is imported: For"),
        ("from os import *\n", "an import of every name"),
        ("def _helper():\n    global probe\n    probe = None\n", "a function changes the global name probe"),
    ],
)
def test_what_could_make_another_function_run_than_the_one_that_is_shown_is_refused(
    tmp_path: Path, code: str, words: str
) -> None:
    with pytest.raises(BookError) as caught:
        find_probes("basics", written(tmp_path, HEAD + "    return True\n\n\n" + code))
    assert words in caught.value.problem
    assert caught.value.line is not None


def test_a_function_that_is_exchanged_while_the_file_is_imported_is_not_asked(tmp_path: Path, runner: Runner) -> None:
    """The rules see no such code; the file is imported as the run finds it."""
    program = probe_program("basics", written(tmp_path, HEAD + "    return True\n"))
    other = HEAD + "    return True\n\n\ndef _other():\n    return False\n\n\nprobe.__code__ = _other.__code__\n"
    files = {**program.files, "claims.py": plain_file(other)}
    with pytest.raises(BookError) as caught:
        runner.run(replace(program, files=files))
    assert "is not the function that line 8 defines" in str(caught.value.found)


def test_probes_that_cannot_be_imported_say_why(tmp_path: Path, runner: Runner) -> None:
    program = probe_program("basics", written(tmp_path, HEAD + "    return True\n"))
    files = {**program.files, "claims.py": plain_file("import not_there\n")}
    with pytest.raises(BookError) as caught:
        runner.run(replace(program, files=files))
    assert "was not asked: claims.py raised ModuleNotFoundError" in str(caught.value.found)
