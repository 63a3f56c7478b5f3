"""What an example declares about itself: the Pythons it needs, how it is run, how it ends, what varies."""

import re
import shlex
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Dict, Mapping, Optional, Sequence, Tuple

from bookcheck.errors import BookError, near
from bookcheck.programs.marks import Mark
from bookcheck.programs.normalize import RULES
from bookcheck.programs.positions import Positions, read_positions
from bookcheck.pythons.python import Python
from bookcheck.pythons.spec import ANY, Spec

DEFAULT_TIMEOUT = 20.0
KEYS = {
    "requires": "requires SPEC: REASON",
    "command": "command [NAME=VALUE …] python ARGUMENTS [< FILE]",
    "input": "input TEXT",
    "raises": "raises EXCEPTION [on SPEC]",
    "exit": "exit STATUS [on SPEC]",
    "normalize": "normalize RULE: REASON",
    "timeout": "timeout SECONDS",
    "changed": "changed TAG: SENTENCE",
    "trace": "trace FUNCTION",
    "positions": "positions FORM [of SOURCE]",
    "portable": "portable",
}
_ASSIGNMENT = re.compile(r"([A-Za-z_]\w*)=(.*)")


@dataclass(frozen=True)
class Ending:
    """How a command must end on the Pythons that match ``spec``."""

    status: int
    exception: Optional[str] = None
    spec: Spec = ANY


@dataclass(frozen=True)
class Command:
    """One command of an example: ``text`` as a reader types it, and the same taken apart.

    ``under`` is a program of the engine that runs the command's program, None for Python itself.
    """

    text: str
    arguments: Tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    stdin_file: Optional[str] = None
    typed: str = ""
    endings: Tuple[Ending, ...] = ()
    # Not in the fingerprint, which is a repr(): where the engine is says nothing about what the program prints.
    under: Optional[Path] = field(default=None, repr=False)

    def ending(self, python: Python) -> Ending:
        """Return how the command must end on ``python``: the first declared ending that matches, else status 0."""
        return next((ending for ending in self.endings if ending.spec.matches(python)), Ending(0))


@dataclass(frozen=True)
class Requirement:
    """A condition on the Python, and the reason to show a reader whose Python does not meet it.

    ``line`` is where the example declares it.
    """

    spec: Spec
    reason: str
    line: int = 0


@dataclass(frozen=True)
class Explanation:
    """The sentence that says why an example writes something else from the Python ``tag`` on; ``line`` is its line.

    Code in the sentence is between backquotes.
    """

    tag: str
    sentence: str
    line: int


@dataclass(frozen=True)
class Declaration:
    """All that an example says about itself; ``trace`` is the line that names the function to trace.

    ``portable`` is the claim that it writes the same on every operating system.
    """

    commands: Tuple[Command, ...]
    requires: Tuple[Requirement, ...] = ()
    normalize: Mapping[str, str] = field(default_factory=dict)
    timeout: float = DEFAULT_TIMEOUT
    changed: Tuple[Explanation, ...] = ()
    trace: Optional[Mark] = None
    positions: Tuple[Positions, ...] = ()
    portable: bool = False

    @property
    def fingerprint(self) -> str:
        """The text that changes whenever the declaration changes what the program prints."""
        return repr((self.commands, sorted(self.normalize)))

    def explanation(self, python: Python) -> Optional[Explanation]:
        """Return why the example writes something else from ``python`` on, or None if its author does not say."""
        return next((explanation for explanation in self.changed if explanation.tag == python.tag), None)

    def unmet(self, python: Python) -> Optional[Requirement]:
        """Return the first requirement that ``python`` does not meet, or None where the example runs."""
        return next((need for need in self.requires if not need.spec.matches(python)), None)


def read_declaration(marks: Sequence[Mark], path: Path, main: str, files: Sequence[str]) -> Declaration:
    """Read the declaration of the example at ``path`` whose program has ``files`` and starts with ``main``.

    Raises :class:`BookError` at the line of the first thing that it does not understand.
    """
    default = Command("python " + main, (main,))
    declaration = Declaration(())
    for mark in marks:
        key = mark.text.partition(" ")[0]
        try:
            declaration = replace(declaration, **_read_mark(mark, declaration, default, files))
        except ValueError as error:
            raise BookError(
                "a line of the declaration cannot be parsed ({})".format(error),
                path=path,
                line=mark.line,
                expected="# book: " + KEYS[key] if key in KEYS else "one of " + ", ".join(KEYS),
                found="# book: " + mark.text,
                fix="correct the line; CONTRIBUTING.md, “Add an example”, lists them all",
            ) from None
    return declaration if declaration.commands else replace(declaration, commands=(default,))


def _read_mark(mark: Mark, known: Declaration, default: Command, files: Sequence[str]) -> Dict[str, Any]:
    """Return the field of a declaration that ``mark`` changes and its new value; ``known`` is what is above the mark.

    ``default`` is the command of an example that declares none. Raises :class:`ValueError` for a malformed mark.
    """
    key, _, typed = mark.text.partition(" ")
    value = typed.strip()
    if key not in KEYS:
        raise ValueError("{!r} is nothing an example declares{}".format(key, near(key, KEYS)))
    if key == "requires":
        text, reason = _with_reason(value)
        return {"requires": (*known.requires, Requirement(Spec(text), reason, mark.line))}
    if key == "command":
        return {"commands": (*known.commands, _read_command(value, files))}
    if key == "normalize":
        rule, reason = _with_reason(value)
        if rule not in RULES:
            raise ValueError("{!r} is not a rule{}; known: {}".format(rule, near(rule, RULES), ", ".join(RULES)))
        return {"normalize": {**known.normalize, rule: reason}}
    if key == "changed":
        return {"changed": (*known.changed, _read_explanation(value, mark.line, known.changed))}
    if key == "trace":
        if known.trace is not None:
            raise ValueError("line {} names a function already; a trace is of one".format(known.trace.line))
        return {"trace": Mark(mark.line, value)}
    if key == "positions":
        return {"positions": (*known.positions, read_positions(value, mark.line, known.positions))}
    if key == "portable":
        if value or known.portable:
            raise ValueError("it is said once, in one word")
        return {"portable": True}
    if key == "timeout":
        timeout = float(value)
        if not 0 < timeout <= 120:
            raise ValueError("a timeout is a number of seconds from 0 to 120")
        return {"timeout": timeout}
    *commands, command = known.commands or (default,)
    if key == "input":
        if command.stdin_file:
            raise ValueError("the command reads {}, so nothing is typed".format(command.stdin_file))
        command = replace(command, typed=command.typed + typed + "\n")
    else:
        command = replace(command, endings=(*command.endings, _read_ending(key, value)))
    return {"commands": (*commands, command)}


def _with_reason(value: str) -> Tuple[str, str]:
    text, _, reason = value.partition(": ")
    if not reason.strip():
        raise ValueError("the reason is missing")
    return text.strip(), reason.strip()


def _read_explanation(value: str, line: int, others: Sequence[Explanation]) -> Explanation:
    tag, sentence = _with_reason(value)
    if any(other.tag == tag for other in others):
        raise ValueError("{} has its sentence already".format(tag))
    if not sentence.endswith("."):
        raise ValueError("the sentence has no full stop")
    if "}`" in sentence:
        raise ValueError("a sentence has no roles: write code between backquotes")
    return Explanation(tag, sentence, line)


def _read_command(value: str, files: Sequence[str]) -> Command:
    lexer = shlex.shlex(value, posix=True, punctuation_chars="<>|&;")
    lexer.whitespace_split = True
    words = list(lexer)
    environment: Dict[str, str] = {}
    while words and _ASSIGNMENT.fullmatch(words[0]):
        name, _, setting = words.pop(0).partition("=")
        environment[name] = setting
    if not words or words.pop(0) != "python":
        raise ValueError("a command calls python")
    stdin_file = None
    if len(words) >= 2 and words[-2] == "<":
        stdin_file = words[-1]
        if stdin_file not in files:
            raise ValueError("{!r} is not a file of the program{}".format(stdin_file, near(stdin_file, files)))
        del words[-2:]
    for word in words:
        if word and not set(word) - set("<>|&;"):
            raise ValueError("{!r} would need a shell; a command has none".format(word))
    return Command(value, tuple(words), environment, stdin_file)


def _read_ending(key: str, value: str) -> Ending:
    what, _, condition = value.partition(" on ")
    spec = Spec(condition) if condition else ANY
    if key == "raises":
        if not what.isidentifier():
            raise ValueError("{!r} is not a name of an exception".format(what))
        return Ending(1, what, spec)
    return Ending(int(what), None, spec)
