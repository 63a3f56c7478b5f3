"""Reads the front matter of a page with PyYAML, as MyST does."""

from collections.abc import Sequence
from pathlib import Path

import yaml

from bookcheck.errors import BookError
from bookcheck.pages.page import Line


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
