"""A book to render: the small book with a page that shows everything, and Sphinx on it in this process."""

import contextlib
import io
import re
import warnings
from dataclasses import dataclass, replace
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from sphinx.cmd.build import main as sphinx_build

from bookcheck.pages.book import Book
from bookcheck.programs.runner import Runner, Step
from tests.small_book import copy_book, record_book, write_recording

CONFIGURATION = """\
project = "A small book"
author = "its author"
version = release = "1"
copyright = "nobody"
extensions = ["myst_parser", "bookcheck.sphinx_ext", "sphinx_llms_txt"]
myst_enable_extensions = ["colon_fence"]
html_theme = "basic"
exclude_patterns = ["parts"]
"""

PROGRAMS = {
    "ask_name": """\
        \"\"\"Ask for a name.\"\"\"

        print("Hello,", input("Who? "))

        # book: input Ada
        """,
    "say_nothing": """\
        \"\"\"Say nothing.\"\"\"

        # book: exit 3 on <3.8
        # book: changed 3.8: It ends well.
        """,
}

SHOWN = """\
---
examples: 8
claims: 1
---

# Everything

See {ref}`example:basics/which_python` and {ref}`the greeting <example:basics/say_hello>`.

```{example} basics/which_python
:caption: Which `Python`
```

```{example} basics/say_hello
:caption: Hello
```

```{example} basics/say_hello
:part: loop
```

```{example} basics/say_hello
:part: greet
:fold: A worked *solution*
```

```{example} basics/ask_name
:predict: What does it *say*?
```

```{example} basics/say_nothing
```

- In a list:

  ```{example} basics/longest_word
  ```

````{note}
In a note:

```{example} basics/count_words
:files: counting.py
```
````

It was so {until}`3.7 <basics.processor_clock>` once.

Every greeting ends so {shown}`basics/say_hello`. All is here {about}`book`.
"""

CLAIMS = """\
---
examples: 0
claims: 0
---

# Claims

```{claims}
```
"""

REFERENCE = """\
Reference
=========

.. py:module:: chapter_examples.basics.which_python

>>> "run by Sybil, on every Python"
"""


@dataclass(frozen=True)
class Build:
    """What one run of Sphinx said and made."""

    status: int
    said: str
    warnings: str
    out: Path

    @property
    def read(self) -> set[str]:
        """The documents that were read."""
        return set(re.findall(r"reading sources\.\.\. \[ *\d+%\] (\S+)", self.said))

    def page(self, name: str) -> BeautifulSoup:
        """The HTML page of the document ``name``."""
        return BeautifulSoup((self.out / (name + ".html")).read_text(encoding="utf-8"), "html.parser")


def make_book(folder: Path, runner: Runner) -> Book:
    """Return the small book with :data:`PROGRAMS`, :data:`SHOWN` and a page of claims, recorded, in ``folder``."""
    project = copy_book(folder)
    package = project.examples_root / "basics"
    for name, text in PROGRAMS.items():
        lines = [line.removeprefix("        ") for line in text.split("\n")]
        (package / (name + ".py")).write_text("\n".join(lines), encoding="utf-8")
    (project.docs / "shown.md").write_text(SHOWN, encoding="utf-8")
    (project.docs / "claims.md").write_text(CLAIMS, encoding="utf-8")
    (project.docs / "apidocs").mkdir()
    (project.docs / "apidocs" / "index.rst").write_text(REFERENCE, encoding="utf-8")
    index = project.docs / "index.md"
    text = index.read_text(encoding="utf-8")
    index.write_text(text.replace("programs\n", "programs\nshown\nclaims\napidocs/index\n"), encoding="utf-8")
    (folder / "conf.py").write_text(CONFIGURATION, encoding="utf-8")
    project = Book(folder)
    record_book(project, runner)
    make_endings_differ(project)
    return Book(folder)


def make_endings_differ(project: Book) -> None:
    """Have say_nothing end with status 3 on the Pythons that it says, all of them made up."""
    program = project.programs["basics/say_nothing"]
    recording = project.load_recording(program)
    for python in project.pythons:
        ending = program.declaration.commands[0].ending(python)
        if ending.status:
            outcome = recording.look_up(python)
            assert outcome is not None
            steps: tuple[Step, ...] = tuple(replace(step, status=ending.status) for step in outcome.steps)
            recording = recording.with_outcome(python, python.release, replace(outcome, steps=steps), project.pythons)
    write_recording(project, recording)


def build(project: Book, builder: str = "html", *options: str) -> Build:
    """Build the book as ``make`` does: warnings are errors, and all of them are shown."""
    out = project.build / builder
    arguments = ["-W", "--keep-going", "-n", "-N"]
    paths = ["-c", str(project.root), "-d", str(project.build / "doctrees"), str(project.docs), str(out)]
    said, warned = io.StringIO(), io.StringIO()
    with warnings.catch_warnings(), contextlib.redirect_stdout(said), contextlib.redirect_stderr(warned):
        warnings.simplefilter("ignore")  # other projects' deprecations are no business of these tests
        status = sphinx_build([*arguments, "-b", builder, *options, *paths])
    return Build(status, said.getvalue(), warned.getvalue(), out)


def example_of(page: BeautifulSoup, name: str, number: int = 0) -> Tag:
    """Return the ``number``-th figure of the example ``name`` in ``page``."""
    return page.select(f'figure[data-example="{name}"]')[number]


def text_of(element: Tag | None) -> str:
    """Return the text of an element in single blanks, or fail."""
    assert element is not None
    return " ".join(element.get_text().split())
