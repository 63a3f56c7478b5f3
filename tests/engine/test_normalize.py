"""The normalizing rules: what each hides, and what it must never hide, a difference between Pythons."""

import itertools

import pytest

from bookcheck.programs.normalize import ALWAYS, RULES, Rule, normalize

EVERY_RULE = tuple(RULES)


def normal(text: str, *rules: str) -> str:
    return normalize(text, rules, {})


@pytest.mark.parametrize(
    ("rule", "first", "second"),
    [
        ("addresses", "<object at 0x7f3a5c0d1e50>", "<object at 0x7FFF00112233>"),
        ("addresses", "<code object f at 0x10a3b2c40, file 'a.py'>", "<code object f at 0x55d0c1, file 'a.py'>"),
        ("timings", "took 0.35 s", "took 12 s"),
        ("timings", "1.5e-05 seconds", "31 seconds"),
        ("timings", "120 ns, 3.2 µs, 7us, 4 ms", "9 ns, 44.1 µs, 81us, 0.2 ms"),
        ("identities", "id 140234866358256", "id 94021133440"[:4] + "4398046511104"),
        ("release", "3.13.0 (main)", "3.13.15 (main)"),
        ("release", "Python 3.15.0rc1", "Python 3.15.2"),
        ("release", "Python 3.14.0b2+", "Python 3.14.8"),
    ],
)
def test_a_rule_hides_what_varies_on_one_python(rule: str, first: str, second: str) -> None:
    assert first != second
    assert normal(first, rule) == normal(second, rule)
    assert "…" in normal(first, rule)


@pytest.mark.parametrize("rule", EVERY_RULE)
def test_a_rule_that_is_not_named_does_nothing(rule: str) -> None:
    text = "at 0x7f3a5c0d1e50 0.35 s 140234866358256 3.13.0\n"
    assert normal(text) == text
    assert normal(text, rule) != text


DIFFERENT = {
    "opcodes": ("  2  BINARY_ADD", "  2  BINARY_OP  0 (+)"),
    "arguments": ("LOAD_FAST 1 (s)", "LOAD_FAST 0 (s)"),
    "offsets": ("   2           6 RETURN_VALUE", "   2          10 RETURN_VALUE"),
    "jump targets": (">>   12 LOAD_CONST", ">>   14 LOAD_CONST"),
    "line numbers": ('File "a.py", line 3, in f', 'File "a.py", line 4, in f'),
    "token positions": ("1,4-1,5:  OP  '='", "1,4-1,6:  OP  '='"),
    "versions": ("Python 3.11", "Python 3.12"),
    "versions with a release": ("3.11.7", "3.12.7"),
    "magic numbers": ("3495", "3531"),
    "hexadecimal flags": ("0x43", "0x3"),
    "hexadecimal flags of many digits": ("flags: 0x4000003", "flags: 0x4000043"),
    "hexadecimal words": ("0x1f600", "0x1f601"),
    "hexadecimal offsets": ("jumps at 0x1a", "jumps at 0x1c"),
    "sizes": ("56 bytes", "72 bytes"),
    "large counts": ("refcount 4294967295", "refcount 3221225472"),
    "big integers": ("1267650600228229401496703205376", "1267650600228229401496703205377"),
    "messages": ("invalid syntax", "expected ':'"),
    "carets": ("    ~~^~~", "    ^^^^^"),
    "order": ("a\nb", "b\na"),
    "blank lines": ("a\n\nb", "a\nb"),
    "indentation": ("  a", "    a"),
    "the last newline": ("a\n", "a"),
    "counts of seconds": ("7200", "7201"),
    "slots": ("3 slots", "4 slots"),
    "flags": ("OPTIMIZED, NEWLOCALS", "OPTIMIZED, NEWLOCALS, NOFREE"),
    "code names": ("<code object f>", "<code object f.<locals>.g>"),
    "cache tags": ("cpython-311", "cpython-312"),
    "file names": ("conversions.cpython-38.pyc", "conversions.cpython-39.pyc"),
}


@pytest.mark.parametrize("what", DIFFERENT)
def test_no_rule_hides_a_difference_between_pythons(what: str) -> None:
    first, second = DIFFERENT[what]
    for count in range(len(EVERY_RULE) + 1):
        for rules in itertools.combinations(EVERY_RULE, count):
            assert normal(first, *rules) != normal(second, *rules), rules


SAMPLE = (
    "\n".join("{}\n{}".format(*pair) for pair in DIFFERENT.values())
    + "\nat 0x7f3a5c0d1e50 3 s 1.5e-05 seconds 140234866358256 3.15.0rc1 12 µs\t \r\nend"
)


def test_to_normalize_twice_is_to_normalize_once() -> None:
    once = normal(SAMPLE, *EVERY_RULE)
    assert once != SAMPLE
    assert normal(once, *EVERY_RULE) == once


def test_the_order_in_which_rules_are_named_does_not_matter() -> None:
    text = SAMPLE + " 3.11.7 s 3.11.123 ms 140234866358256 s"
    assert len({normal(text, *rules) for rules in itertools.permutations(EVERY_RULE)}) == 1


def test_line_ends_and_blanks_at_the_end_of_a_line_are_always_taken_out() -> None:
    assert normal("a \t\r\nb  \n \nc ") == "a\nb\n\nc"
    assert [rule.name for rule in ALWAYS] == ["line-ends", "trailing-blanks"]


@pytest.mark.parametrize("rule", [*ALWAYS, *RULES.values()], ids=lambda rule: rule.name)
def test_every_rule_says_why(rule: Rule) -> None:
    assert len(rule.reason.split()) > 3


def test_a_real_folder_is_replaced_by_the_one_shown() -> None:
    paths = {"/tmp/book-x1": "/home/you", "/opt/py": "/usr", "/opt/py/lib/python3.14": "/usr/lib/python3.14"}
    text = 'File "/tmp/book-x1/main.py", line 2\n/opt/py/lib/python3.14/ast.py\n/opt/py/bin\n'
    assert normalize(text, (), paths) == ('File "/home/you/main.py", line 2\n/usr/lib/python3.14/ast.py\n/usr/bin\n')


def test_a_folder_inside_another_is_replaced_first() -> None:
    assert normalize("/a/b/c /a/b /a", (), {"/a": "1", "/a/b/c": "3", "/a/b": "2"}) == "3 2 1"
