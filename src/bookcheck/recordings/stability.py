"""Whether a program writes the same whatever the hash seed and the machine, and if not, what its output depends on."""

from dataclasses import replace
from typing import Optional, Tuple, Union

from bookcheck.errors import BookError
from bookcheck.programs.examples import Example
from bookcheck.programs.machine_facts import fact_in
from bookcheck.programs.normalize import RULES
from bookcheck.programs.runner import Outcome, Runner
from bookcheck.programs.surroundings import ELSEWHERE, FACTS, USUAL, Surroundings
from bookcheck.recordings.comparison import as_text, difference

RUNS = (USUAL, *(Surroundings(seed) for seed in range(2, 8)), Surroundings(8, ELSEWHERE))
"""Where a program runs before its output is recorded: under eight hash seeds, and once as on another machine."""

Result = Union[Outcome, BookError]


def stable_outcome(example: Example, runner: Runner) -> Outcome:
    """Return what ``example`` does on the running Python in each of :data:`RUNS`.

    Raises :class:`BookError` that says what the output depends on if it is not the same in all, or if it holds a fact
    of this machine.
    """
    first = runner.run(example)
    for surroundings in RUNS[1:]:
        other = _result(example, runner, surroundings)
        if other != first:
            raise _unstable(example, runner, first, surroundings, other)
    fact = fact_in("\n".join(step.output for step in first.steps), [file.text for file in example.files.values()])
    if fact is not None:
        raise BookError(
            "{} writes a fact of this machine: {}".format(example.name, fact[0]),
            path=example.path,
            expected="an output that every reader gets",
            found=fact[1],
            fix="correct the program",
        )
    return first


def _result(example: Example, runner: Runner, surroundings: Surroundings) -> Result:
    try:
        return runner.run(example, surroundings)
    except BookError as error:
        return error


def _unstable(example: Example, runner: Runner, first: Outcome, surroundings: Surroundings, other: Result) -> BookError:
    """Return the error for ``other``, what the program did in ``surroundings`` where it usually does ``first``."""
    cause, second, title = _cause(example, runner, first, surroundings, other)
    problem = "{} does not write the same twice on Python {}: it depends on {}".format(
        example.name, runner.python.tag, cause
    )
    if isinstance(second, BookError):
        return BookError(
            problem,
            path=example.path,
            expected="the same ending everywhere",
            found=str(second),
            fix="correct the program",
        )
    fix = "correct the program, or declare: # book: normalize RULE: REASON"
    rule = _rule_for(first, second)
    if rule is not None:
        fix = "correct the program; or the rule `{0}` would normalize it: # book: normalize {0}: REASON".format(rule)
    elif cause == _SEED:
        fix = "print sets in sorted order, and nothing that hash() returns"
    shown = difference(example, (first, "hash seed {}".format(USUAL.seed)), (second, title))
    return BookError(problem, path=example.path, found="\n" + shown, fix=fix)


_SEED = "the hash seed"


def _cause(
    example: Example, runner: Runner, first: Outcome, surroundings: Surroundings, other: Result
) -> Tuple[str, Result, str]:
    """Return what the output depends on, a result that shows it, and the title of that."""
    title = "hash seed {}".format(surroundings.seed)
    again = _result(example, runner, USUAL)
    if again != first:
        return "chance, or on the time: it differs with the same hash seed too", again, "the same hash seed again"
    if not surroundings.others:
        return _SEED, other, title
    for name, words in FACTS.items():
        result = _result(example, runner, replace(USUAL, others=frozenset({name})))
        if result != first:
            return words, result, "another " + name
    if _result(example, runner, replace(surroundings, others=frozenset())) != first:
        return _SEED, other, title
    return "the machine", other, "as on another machine"


def _rule_for(first: Outcome, second: Outcome) -> Optional[str]:
    """Return the rule that makes the two outcomes the same, if one does."""
    for name, rule in RULES.items():
        if [rule.apply(line) for line in as_text(first)] == [rule.apply(line) for line in as_text(second)]:
            return name
    return None
