"""Before an output is recorded: it must not depend on the hash seed, on chance, or on the machine."""

import os
import re
import time
from pathlib import Path
from typing import List

import pytest

from bookcheck.errors import BookError
from bookcheck.programs import machine_facts
from bookcheck.programs.machine_facts import fact_in, facts_here
from bookcheck.programs.runner import Runner
from bookcheck.programs.surroundings import FACTS, SEED, USUAL, Surroundings, seed_of_a_check
from bookcheck.recordings.stability import RUNS, stable_outcome
from tests.small_book import MakeExample, Pretended

LINUX = Path("/proc/self").is_dir()


def spaces_are_allowed() -> bool:
    """Whether a process may have a host name of its own here."""
    if not LINUX:
        return False
    import subprocess
    import sys

    call = "import ctypes, sys; sys.exit(ctypes.CDLL(None).unshare(0x10000000 | 0x4000000))"
    return subprocess.run([sys.executable, "-c", call]).returncode == 0


SPACES = spaces_are_allowed()


def refusal(runner: Runner, module: MakeExample, *lines: str) -> BookError:
    example = module('"""Print what varies."""', *lines)
    with pytest.raises(BookError) as caught:
        stable_outcome(example, runner)
    assert caught.value.path == example.path
    return caught.value


def differs(runner: Runner, module: MakeExample, lines: str, fact: str) -> bool:
    """Whether a program of ``lines`` writes something else where ``fact`` is another one."""
    example = module('"""Print a fact."""', lines)
    return runner.run(example) != runner.run(example, Surroundings(USUAL.seed, frozenset({fact})))


def test_a_program_runs_under_eight_seeds_and_once_as_on_another_machine() -> None:
    assert len({run.seed for run in RUNS}) == len(RUNS) == 8
    assert [sorted(run.others) for run in RUNS if run.others] == [sorted(FACTS)]


@pytest.mark.parametrize(
    "statement",
    [
        'print({"apple", "pear"})',
        'print(frozenset("ab"))',
        'print({1: {"x", "y"}})',
        'print(", ".join({"one", "two", "three"}))',
        'print(hash("a") > 0)',
        'print(next(iter({b"x", b"y"})))',
    ],
)
def test_what_depends_on_the_hash_seed_is_refused(runner: Runner, module: MakeExample, statement: str) -> None:
    error = refusal(runner, module, statement)
    assert "it depends on the hash seed" in error.problem
    assert re.search(r"(?m)^--- hash seed 1\n\+\+\+ hash seed \d$", str(error.found))


@pytest.mark.parametrize(
    "statement",
    [
        "print({object(), 1.5, 'x'})",
        "print(id(object()))",
        "import os; print(os.getpid())",
    ],
)
def test_what_depends_on_chance_is_refused(runner: Runner, module: MakeExample, statement: str) -> None:
    assert "it depends on chance" in refusal(runner, module, statement).problem


@pytest.mark.parametrize(
    ("statement", "fact"),
    [
        ("import datetime; print(datetime.date.today())", "clock"),
        ("import time; print(time.strftime('%A'))", "clock"),
        ("import time; print(time.timezone, time.tzname)", "clock"),
        ("import datetime; print(datetime.datetime.fromtimestamp(0))", "clock"),
        ("import os, time; print(time.ctime(os.stat(__file__).st_mtime)[:10])", "clock"),
        ("import getpass; print(getpass.getuser())", "user"),
        ("import os; print(len(os.getcwd()))", "folder"),
        ("import sys; print(len(sys.prefix))", "folder"),
        ("import tempfile; print(tempfile.gettempdir())", "folder"),
        ("import os; print(oct(os.umask(0)))", "limits"),
        ("import os; print(os.nice(0))", "limits"),
        ("import resource; print(resource.getrlimit(resource.RLIMIT_NOFILE)[0])", "limits"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="Windows has none of it")
def test_a_fact_of_this_machine_is_another_one_in_one_of_the_runs(
    runner: Runner, module: MakeExample, statement: str, fact: str
) -> None:
    assert differs(runner, module, statement, fact)


def test_the_fact_that_an_output_depends_on_is_named(runner: Runner, module: MakeExample) -> None:
    error = refusal(runner, module, "import os; print(len(os.getcwd()))")
    assert "it depends on " + FACTS["folder"] in error.problem
    assert "+++ another folder" in str(error.found)


@pytest.mark.skipif(not SPACES, reason="this machine does not allow a process to be as on another one")
@pytest.mark.parametrize(
    ("statement", "fact"),
    [
        ("import datetime; print(datetime.datetime.now(datetime.timezone.utc).year)", "clock"),
        ("import time; print(time.strftime('%B', time.gmtime()))", "clock"),
        ("import socket; print(socket.gethostname())", "host"),
        ("import platform; print(platform.node())", "host"),
        ("print(open('/proc/sys/kernel/hostname').read())", "host"),
        ("import os; print(os.getuid())", "user"),
        ("import os, pwd; print(pwd.getpwuid(os.getuid()).pw_name)", "user"),
        ("import os; print(len(os.sched_getaffinity(0)), os.cpu_count())", "processors"),
        ("import socket; print(socket.if_nameindex())", "network"),
        ("print(open('/proc/meminfo').readline())", "files"),
        ("print(open('/etc/os-release').read().count('1'))", "files"),
    ],
)
def test_a_fact_of_the_whole_machine_is_another_one_too(
    runner: Runner, module: MakeExample, statement: str, fact: str
) -> None:
    assert differs(runner, module, statement, fact)


@pytest.mark.skipif(not LINUX, reason="Linux has another file system at hand")
def test_the_order_of_a_folder_is_not_that_of_every_file_system(runner: Runner, module: MakeExample) -> None:
    lines = ["import os", "os.mkdir('box')", "for name in 'abcdefgh':", "    open('box/' + name, 'w').close()"]
    lines.append("print(os.listdir('box'))")
    shm, usual = os.stat("/dev/shm").st_dev, os.stat("/tmp").st_dev
    if shm == usual:
        pytest.skip("there is one file system")
    assert differs(runner, module, "\n".join(lines), "folder")


@pytest.mark.parametrize(
    "lines",
    [
        ["import sys", "print(sys.prefix, sys.executable, __file__)"],
        ["import datetime", "print(datetime.datetime.fromtimestamp(10**9, datetime.timezone.utc))"],
        ["import datetime", "print(datetime.date(2001, 2, 3) + datetime.timedelta(1))"],
        ["print(sorted({'apple', 'pear'}))"],
        ["import subprocess, sys", "print(subprocess.check_output([sys.executable, '-c', 'print(1)']))"],
        ["import os", "print(os.path.expanduser('~'))"],
    ],
)
def test_what_every_reader_gets_is_accepted(runner: Runner, module: MakeExample, lines: List[str]) -> None:
    assert stable_outcome(module('"""Be the same."""', *lines), runner).steps[0].output


@pytest.mark.skipif(not LINUX, reason="a network of its own is for Linux")
def test_a_program_reaches_itself_in_a_network_of_its_own(runner: Runner, module: MakeExample) -> None:
    lines = ["import socket", "here = socket.socket()", "here.bind(('127.0.0.1', 0))", "here.listen(1)"]
    lines += ["socket.create_connection(here.getsockname()).close()", "here.close()", "print('reached')"]
    assert stable_outcome(module('"""Connect."""', *lines), runner).steps[0].output == "reached\n"


@pytest.mark.parametrize(
    ("first", "second", "rule"),
    [
        ("<object at 0x7f1234567890>\n", "<object at 0x7f1234567990>\n", "addresses"),
        ("took 12 ms\n", "took 13 ms\n", "timings"),
        ("140000000000001\n", "140000000000002\n", "identities"),
    ],
)
def test_the_rule_that_would_normalize_a_difference_is_named(
    runner: Runner, module: MakeExample, first: str, second: str, rule: str
) -> None:
    with pytest.raises(BookError) as caught:
        stable_outcome(module('"""Vary."""'), Pretended(runner.python, first, second))
    assert "the rule `{0}` would normalize it: # book: normalize {0}: REASON".format(rule) in str(caught.value.fix)


def test_an_ending_that_depends_on_the_machine_is_refused(runner: Runner, module: MakeExample) -> None:
    error = refusal(runner, module, "import os", "assert len(os.path.basename(os.getcwd())) == 7")
    assert "it depends on the folder" in error.problem
    assert "AssertionError" in str(error.found)


def dates(now: float) -> List[str]:
    return facts_here(now)["the date"]


def test_the_date_is_known_in_many_spellings() -> None:
    known = dates(1_800_000_000.0)  # 15 January 2027, 8:00 UTC
    for spelling in ("2027-01-15", "15.01.2027", "1/15/2027", "Jan 15, 2027", "15 January 2027", "2027, 1, 15"):
        assert spelling in known


@pytest.mark.parametrize("unit", [60, 3600, 86400, 604800])
def test_a_coarse_time_is_a_fact_of_this_machine(monkeypatch: pytest.MonkeyPatch, unit: int) -> None:
    monkeypatch.setattr(time, "time", lambda: 1_800_000_000.0)
    assert fact_in("since then {}\n".format(1_800_000_000 // unit), []) == (
        "the time since 1970",
        str(1_800_000_000 // unit),
    )


def test_what_the_program_itself_says_is_not_a_fact_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine_facts, "facts_here", lambda now: {"the name of the machine": ["pearl"]})
    assert fact_in("I am pearl\n", ["name = 'jewel'"]) == ("the name of the machine", "pearl")
    assert fact_in("I am pearl\n", ["name = 'pearl'"]) is None
    assert fact_in("I am pearly\n", ["name = 'jewel'"]) is None


@pytest.mark.skipif(os.name == "nt", reason="Windows has no release of a kernel")
def test_the_kernel_is_a_fact_of_this_machine(runner: Runner, module: MakeExample) -> None:
    error = refusal(runner, module, "import platform", "print('on', platform.release())")
    assert "writes a fact of this machine: the kernel" in error.problem


def test_a_check_has_another_seed_each_time() -> None:
    assert len({seed_of_a_check() for _ in range(5)}) == 5


def test_a_check_is_repeated_with_its_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SEED, "4711")
    assert seed_of_a_check() == 4711


@pytest.mark.parametrize("text", ["0", "-1", "x", "4294967296", "1.5"])
def test_what_is_not_a_seed_is_a_mistake(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv(SEED, text)
    with pytest.raises(BookError, match="BOOK_SEED is not a hash seed"):
        seed_of_a_check()


def test_surroundings_are_the_same_if_their_parts_are() -> None:
    assert Surroundings(3) == Surroundings(3) != Surroundings(3, frozenset({"user"}))
