"""The parts of the tracer, each by itself: values, the text form, layouts, and the checks that doubt a trace."""

import sys
from typing import Any, List, Tuple

import pytest

from bookcheck.tracing.frame_layouts import LAYOUTS, Entry, layout
from bookcheck.tracing.instruction_flow import Flow
from bookcheck.tracing.recorded_trace import Step, Trace, dump_trace, parse_trace
from bookcheck.tracing.step_checks import Sight, check_return, check_step
from bookcheck.tracing.written_values import describe

VALUES: Tuple[Tuple[Any, str], ...] = (
    (None, "None"),
    ("a │ b · c\n", "'a \\u2502 b \\xb7 c\\n'"),
    ("x" * 99, "'" + "x" * 37 + "…'"),
    ([1, (2,), {}, set(), frozenset("a")], "[1, (2,), {}, set(), frozenset({'a'})]"),
    (list(range(9)), "[0, 1, 2, 3, 4, 5, 6, 7, …]"),
    ([[[[1]]], {1: {2: {3: 4}}}], "[[[…]], {1: {2: …}}]"),
    ({"b": 1, "a": 2}, "{'b': 1, 'a': 2}"),
    (range(3), "range(0, 3)"),
    (len, "<built-in len>"),
    ([].append, "<method list.append>"),
    (list.append, "<method list.append>"),
    (describe, "<function describe>"),
    (sys, "<module sys>"),
    (int, "<class int>"),
    (iter([]), "<list_iterator>"),
    (describe.__code__, "<code describe>"),
    (object(), "<object>"),
)


@pytest.mark.parametrize(("value", "text"), VALUES, ids=[text for _, text in VALUES])
def test_a_value_is_short_and_has_no_address(value: Any, text: str) -> None:
    assert describe(value) == text


def test_a_value_whose_class_fails_to_write_it_is_written() -> None:
    class Loud:
        def __repr__(self) -> str:
            raise AssertionError("this is of the program that is traced")

    assert describe([Loud()]) == "[<Loud>]"


STEPS = (
    Step(3, "a = [b · c]", "", "LOAD_FAST b", (), ("b=1",)),
    Step(3, "a = [b · c]", "", "STORE_FAST a", ("1", "NULL"), ()),
    Step(4, "", "L1", "RETURN_VALUE", ("'  '",), ("b=1", "a=2")),
)


def test_what_is_written_is_read_back() -> None:
    for arguments in ((), ("b=1",), ("b=1", "c='x, y'")):
        whole = Trace("f", arguments, STEPS, "'  '")
        assert parse_trace(dump_trace(whole)) == whole


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "begins with its call"),
        ("call   f()\nreturn 1\n", "begins with its call"),
        ("call   f()\n1      x\n       A │ –\nreturn 1\n", "no step of a trace"),
    ],
)
def test_what_is_no_trace_is_not_read(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse_trace(text)


def test_every_layout_is_newer_than_the_one_before_it_and_names_its_source() -> None:
    assert [each.since for each in LAYOUTS] == [(3, 8), (3, 10), (3, 11), (3, 12), (3, 14)]
    assert layout((3, 9)) is LAYOUTS[0]
    assert layout((3, 13)) is LAYOUTS[3]
    assert layout((3, 15)).tagged
    assert all(each.source.startswith("Include/") for each in LAYOUTS)


def add_two(a: int) -> int:
    b = a
    return b  # noqa: RET504 (a load and a store are what is looked at)


def sights() -> Tuple[Flow, List[Sight]]:
    """Return what a faultless look at ``add_two(7.5)`` sees at its first instructions."""
    flow = Flow(add_two.__code__)
    value = 7.5
    first, second, third = [flow.at[offset] for offset in flow.offsets if flow.at[offset].name != "RESUME"][:3]
    here = {"a": id(value)}
    return flow, [
        Sight(first, (), here),
        Sight(second, (Entry(id(value)),), here),
        Sight(third, (), {**here, "b": id(value)}),
    ]


def problem_with(flow: Flow, before: Sight, after: Sight) -> str:
    return check_step(flow, add_two.__code__, before, after) or ""


def test_the_checks_pass_what_is_so() -> None:
    flow, (first, second, third) = sights()
    assert not problem_with(flow, first, second)
    assert not problem_with(flow, second, third)


def test_an_event_that_was_lost_is_noticed() -> None:
    flow, (first, _, third) = sights()
    assert "by an event that was lost" in problem_with(flow, first, third)


def test_a_stack_of_another_depth_is_noticed() -> None:
    flow, (first, second, _) = sights()
    entries = second.entries * 2
    assert "leaves 2 entries, not 1" in problem_with(flow, first, second._replace(entries=entries))


def test_another_object_on_the_stack_is_noticed() -> None:
    flow, (first, second, third) = sights()
    wrong = second._replace(entries=(Entry(id(None)),))
    assert "does not leave what it should on the stack" in problem_with(flow, first, wrong)
    assert "does not leave what it should in b" in problem_with(flow, wrong, third)


def test_another_object_returned_is_noticed() -> None:
    flow, (first, *_) = sights()
    last = flow.at[flow.offsets[-1]]
    value = object()
    sight = Sight(last, (Entry(id(value)),), {})
    assert check_return(add_two.__code__, sight, value) is None
    assert "did not return what was left" in str(check_return(add_two.__code__, sight, object()))
    assert "finds 0 entries" in str(check_return(add_two.__code__, sight._replace(entries=()), value))
    assert "its last instruction is" in str(check_return(add_two.__code__, first, value))
