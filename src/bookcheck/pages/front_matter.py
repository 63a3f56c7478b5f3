"""Reads the front matter of a page with PyYAML, as MyST does, and checks what it says.

The title of a page is its first heading. ``prerequisites`` is a sentence, ``none``, or titles of other pages with
``;`` or ``,`` between them, and ``to`` between the first and the last of several.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from bookcheck.errors import BookError, near
from bookcheck.pages.counts import page_counts
from bookcheck.pages.page import NUMBERED, PREREQUISITES, Line, Page, is_sentence

LEVEL = "level"
LEVELS = ("beginner", "intermediate", "advanced")
COUNTED = ("examples", "claims", "laws")
KEYS = (LEVEL, PREREQUISITES, *COUNTED)

_BETWEEN = re.compile(r"\s*[;,]\s*|\s+to\s+|\s+and\s+")
_MARKS = re.compile(r"[`*]|\\(?=[^\w\s])")


def read_front_matter(lines: Sequence[Line], path: Path) -> dict[str, str]:
    """Return what the front matter of the page ``path`` says; ``lines`` are its lines with the two delimiters.

    Each value is the text that YAML reads, whatever type the text has. Raise :class:`BookError`, with the line,
    for YAML that is malformed, a value that is a list or a mapping, and a key that is there twice.
    """
    values: dict[str, str] = {}
    problem, index = "key: value, no key twice", 0
    try:
        node = yaml.compose("\n".join(line.text for line in lines[1:-1]), Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
            problem, index = error.problem or problem, error.problem_mark.line
    else:
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        for key, value in pairs:
            index = key.start_mark.line
            if not isinstance(key, yaml.ScalarNode) or not isinstance(value, yaml.ScalarNode) or key.value in values:
                break
            values[key.value] = value.value
        else:
            if node is None or isinstance(node, yaml.MappingNode):
                return values
    line = lines[min(index + 1, len(lines) - 1)]
    raise BookError(
        "a line of the front matter cannot be parsed",
        path=path,
        line=line.number,
        expected=problem,
        found=line.text,
        fix=f"correct line {line.number}",
    )


def check_front_matter(pages: Sequence[Page]) -> Iterator[BookError]:
    """Yield an error for each page whose front matter is missing or says what is unknown or false.

    A page that is numbered, or says one of them, says its level and its prerequisites; other pages, such as a list of
    words, need no front matter until they show an example or make a claim.
    """
    titles = {title(page): page for page in pages}
    for number, page in enumerate(pages):
        yield from _check_keys(page)
        yield from _check_counts(page)
        text = page.front_matter.get(PREREQUISITES, "")
        earlier = {name: other for name, other in titles.items() if other in pages[:number]}
        problem = "" if not text.strip() else _check_prerequisites(text, titles, earlier)
        if problem:
            yield BookError(
                problem,
                path=page.path,
                line=line_of(page, PREREQUISITES),
                expected="“none”, a sentence with its full stop, or titles of earlier pages with ; between them",
                found=f"{PREREQUISITES}: {text}",
                fix="write the titles as the pages have them",
            )


def title(page: Page) -> str:
    """Return the title of ``page`` without its marks, or "" if it has none."""
    return _MARKS.sub("", page.headings[0].text) if page.headings else ""


def line_of(page: Page, key: str) -> int:
    """Return the line of ``key`` in the front matter of ``page``, or 1 if that does not have it."""
    lines = page.text.removeprefix("\ufeff").splitlines()
    return next((n for n, line in enumerate(lines, 1) if line.startswith(f"{key}:") and key in page.front_matter), 1)


def _check_keys(page: Page) -> Iterator[BookError]:
    said: Mapping[str, str] = page.front_matter
    counts = page_counts(page)
    is_shown = not said and (counts.examples or counts.claims)
    if is_shown or LEVEL in said or PREREQUISITES in said or NUMBERED.match(title(page)):
        unknown = [key for key in said if key not in KEYS]
        missing = [key for key in (LEVEL, PREREQUISITES) if key not in said and not _is_near(key, unknown)]
        if missing:
            yield BookError(
                f"the front matter of the page does not say {' and '.join(missing)}",
                path=page.path,
                line=1,
                expected="---, level, prerequisites, examples, claims and --- at the beginning of the page",
                found="---" if said else "no front matter",
                fix="add the missing lines; see “Add a page” in CONTRIBUTING.md",
            )
    for key, value in said.items():
        if key not in KEYS:
            problem, expected = f"the front matter has the unknown key {key!r}{near(key, KEYS)}", "one of "
            expected += ", ".join(KEYS)
        elif key == LEVEL and value not in LEVELS:
            problem, expected = f"the level {value!r} is unknown{near(value, LEVELS)}", ", ".join(LEVELS)
        elif not value.strip():
            problem, expected = f"the front matter says nothing for {key!r}", "a value"
        else:
            continue
        yield BookError(
            problem,
            path=page.path,
            line=line_of(page, key),
            expected=expected,
            found=f"{key}: {value}",
            fix="correct it",
        )


def _is_near(key: str, unknown: Sequence[str]) -> bool:
    """Whether one of the ``unknown`` keys, each reported as such, may be a misspelled ``key``."""
    return any(near(wrong, [key]) for wrong in unknown)


def _check_counts(page: Page) -> Iterator[BookError]:
    counts = page_counts(page)
    for key in COUNTED:
        count = getattr(counts, key)
        stated = page.front_matter.get(key, "0")
        if stated != str(count):
            yield BookError(
                f"the front matter miscounts the {key} of the page",
                path=page.path,
                line=line_of(page, key),
                expected=f"{key}: {count}",
                found=f"{key}: {stated}",
                fix="check whether one was lost or added, then write the right number",
            )


def _check_prerequisites(text: str, titles: Mapping[str, Page], earlier: Mapping[str, Page]) -> str:
    """Return what is wrong with the prerequisites ``text`` of a page that the pages ``earlier`` come before, or ""."""
    rest = _MARKS.sub("", text.strip())
    if rest == "none" or is_sentence(rest):
        return ""
    longest = sorted(titles, key=len, reverse=True)
    while True:
        name = next((name for name in longest if name and _begins(rest, name)), None)
        if name is None:
            wrong = _BETWEEN.split(rest)[0]
            return f"the prerequisites name {wrong!r}, which is no page{near(wrong, titles)}"
        if name not in earlier:
            return f"the prerequisites name {name!r}, which a reader comes to later"
        rest = rest[len(name) :]
        if not rest:
            return ""
        between = _BETWEEN.match(rest)
        if between is None:
            return f"the prerequisites say {rest.strip()!r} after {name!r}, which is no title of a page"
        rest = rest[between.end() :]


def _begins(text: str, name: str) -> bool:
    """Whether ``text`` begins with the title ``name`` and not with a longer word."""
    after = text[len(name) : len(name) + 1]
    return text.startswith(name) and not (after.isalnum() or after == "_")
