"""Deliberate damage to probes, to the versions beside claims, and to sections that nobody runs."""

from dataclasses import replace

from bookcheck.pages.book import Book
from bookcheck.programs.examples import Example
from bookcheck.recordings.recording import Recording
from tests.gates.damage import (
    ANSWERS,
    CLAIMS,
    EVERYWHERE,
    RECORD,
    RECORDED,
    VALUES,
    Damage,
    Row,
    both,
    change,
    put,
    rerecord,
)
from tests.small_book import with_output

CLOCK = 'return hasattr(time, "clock")\n\n\ndef clock'
STALE = "basics/claims has changed since it was recorded"
HIDDEN = "but where the version is hidden as 3."
SINCE = "{since}`3.8 <basics.assignment_expression>`"
UNTIL = "{until}`3.7 <basics.processor_clock>`"


def probed(code: str, *imports: str) -> Damage:
    """Have the probe of the clock run ``code``; it begins at line 18, and one lower for each of ``imports``."""
    lines = "".join(f"import {name}\n" for name in imports)
    return both(
        change(CLAIMS, "import time\n", "import time\n" + lines), change(CLAIMS, CLOCK, code + "\n\n\ndef clock")
    )


def told(name: str, code: str, line: int, words: str, *imports: str) -> Row:
    """Return the row of a probe that names what tells the version."""
    return Row(
        name,
        probed(code, *imports),
        f"{CLAIMS}:{line}",
        "a probe asks for the version: " + words,
        EVERYWHERE,
    )


def caught(name: str, code: str, words: str, *imports: str, line: int = 16) -> Row:
    """Return the row of a probe whose run shows what is wrong with it."""
    says = {RECORD: (f"{CLAIMS}:{line + len(imports)}", words)}
    return Row(name, probed(code, *imports), ANSWERS + ":2", STALE, (*EVERYWHERE, RECORD), says)


def reshaped(name: str, code: str, words: str, line: int = 26) -> Row:
    """Return the row of a file of probes with ``code`` at its end, after which another function might run."""
    damage = change(CLAIMS, 'keyword.iskeyword("async")\n', 'keyword.iskeyword("async")\n\n\n' + code + "\n")
    return Row(name, damage, f"{CLAIMS}:{line}", words, EVERYWHERE)


def off(name: str, text: str, version: str) -> Row:
    """Return the row of a sentence that is one version off its claim."""
    return Row(name, put(text), VALUES + ":11", f"a sentence names {version} without a proof")


def section(key: str) -> Damage:
    """Add a section for ``key`` to a recording, with the digest that belongs to it."""

    def revise(_book: Book, _program: Example, old: Recording) -> Recording:
        return replace(old, outcomes={**old.outcomes, key: with_output(old.outcomes["3.6"], "of nobody\n")})

    return rerecord("basics/say_hello", revise)


ROWS = (
    told("a probe that compares the version", "return sys.version_info >= (3, 8)", 19, "sys.version_info", "sys"),
    told("a probe that asks platform", "return platform.machine() > ''", 5, "platform", "platform"),
    told("a probe with a text that names a version", 'return "3.8" in str(time)', 18, "3.8"),
    told("a probe that has another process name its version",
         'return subprocess.call(["python", "-c", "import sys; sys.exit(sys.hexversion > 1)"]) == 0', 19,
         "sys.hexversion", "subprocess"),
    told("a probe that runs an interpreter with -V", 'return subprocess.call([sys.executable, "-V"]) == 0', 20, "-V",
         "sys", "subprocess"),
    told("a probe that reads the folder of a module", 'return "8" in time.__spec__.origin', 18, "time.__spec__"),
    told("a probe that asks sysconfig for a name with the version",
         'return "8" in sysconfig.get_config_var("py_version_short")', 19, "get_config_var('py_version_short')",
         "sysconfig"),
    caught("a probe that spells the version in parts", 'return getattr(sys, "ver" + "sion_info") >= (3, 7)', HIDDEN,
           "sys"),
    caught("a probe that searches sys for the version",
           'return [v for k, v in sorted(vars(sys).items()) if k.endswith("ion_info")][0] > (3, 7)', HIDDEN, "sys"),
    caught("a probe that decodes the name of the version",
           'return eval(bytes([115, 121, 115, 46, 118, 101, 114, 115, 105, 111, 110])) > "3" + ".2"', HIDDEN, "sys"),
    caught("a probe whose child spells the version in parts",
           'code = "import sys; sys.exit(getattr(sys, \'ver\' + \'sion_info\') > (3, 7))"\n'
           "    return subprocess.call([sys.executable, \"-c\", code]) == 1", HIDDEN, "sys", "subprocess"),
    caught("a probe whose child prints its version, asked in parts",
           'said = subprocess.check_output([sys.executable, "-" + "V"])\n    return said[9:10] != b"0"', HIDDEN,
           "sys", "subprocess"),
    caught("a probe that writes", "print(True)\n    return False", r"wrote 'True\n'"),
    caught("a probe whose child writes", 'subprocess.call(["echo", "True"])\n    return False', r"wrote 'True\n'",
           "subprocess"),
    caught("a probe that raises, run", "return time.no_clock", "raised AttributeError: module 'time' has no", line=18),
    caught("a probe that ends the process", "os._exit(0)", "ended without an answer", "os"),
    caught("a probe that answers twice", "os.fork()\n    return False", "FalseFalse", "os"),
    reshaped("a probe that is defined twice",
             'def processor_clock():\n    """Again."""\n    return True', "processor_clock is defined on line 16 and"),
    reshaped("a probe that an assignment replaces", "processor_clock = None", "processor_clock is defined on line 16"),
    reshaped("a probe whose code is exchanged", "processor_clock.__code__ = clock_and_async.__code__",
             "a statement that runs when it is imported"),
    reshaped("a probe that a loop replaces", "for processor_clock in ():\n    pass",
             "a statement that runs when it is imported: For"),
    reshaped("a helper with a decorator", "@staticmethod\ndef _one():\n    return 1", "the decorator @static", 27),
    reshaped("a default value that runs code", "def _helper(names=globals().clear()):\n    return names",
             "a call that runs when it is imported"),
    off("new in the version before a claim", f"New in 3.7 {SINCE}.", "3.7"),
    off("as of the version before a claim", f"As of 3.7 it compiles {SINCE}.", "3.7"),
    off("the version before a claim, and later", f"Python 3.7 and later compile it {SINCE}.", "3.7"),
    off("in the version before a claim", f"In 3.7 it compiles {SINCE}.", "3.7"),
    off("still there in the version after a claim", f"It is still there in 3.8 {UNTIL}.", "3.8"),
    off("until the version after a claim", f"It is there until 3.8 {UNTIL}.", "3.8"),
    *(
        Row(f"a section of {what}", section(key), RECORDED, f"basics/say_hello is recorded for {key},")
        for what, key in (
            ("a release that is not listed", "3.6.0"),
            ("a release that does not exist", "3.7.99"),
            ("a pre-release", "3.7.16rc1"),
            ("the listed release under its own number", "3.6.15"),
            ("a variant that is not listed", "3.6t"),
            ("a release of a variant that is not listed", "3.7.16+jit"),
            ("a version spelled in another way", "3.06"),
        )
    ),
)  # fmt: skip
