"""Checks laws on the running Python: ``python -S -B run_laws.py PACKAGE.LAW …``, beside ``corpora.py``.

The laws of a package are in ``laws_of_PACKAGE.py``. A law is a generator function; it yields, for each case in what
it is given, the place of the case, whether the law holds there, and whether its false twin does. The program writes a
line for each law::

    bytecode.every_jump_lands: 46106 of 46106; twin: 26095 of 46106, not argparse.py HelpFormatter at 12

and behind the first "not" would be up to three counterexamples of the law. An exception of a property is written
instead, as ``bytecode.every_jump_lands: raised NameError: …``, and the other laws go on.
"""

import importlib
import sys
import traceback
import warnings
from typing import Any, Callable, Iterator, List, Tuple

import corpora  # type: ignore[import-not-found]  # it is beside this file where that runs

SHOWN = 3
"""How many counterexamples are written."""

Case = Tuple[object, object, object]


class Count:
    """How many cases a sentence held for, and the names of the first for which it did not."""

    def __init__(self) -> None:
        self.size = 0
        self.held = 0
        self.against: List[str] = []

    def see(self, holds: object, name: str, place: object) -> None:
        """Count one case."""
        self.size += 1
        if holds:
            self.held += 1
        elif len(self.against) < SHOWN:
            where = name if place in (None, "") else "{} at {}".format(name, place)
            self.against.append(" ".join(where.replace(";", ",").split())[:120])

    def words(self, shown: int) -> str:
        """Return the count in words, with at most ``shown`` counterexamples."""
        against = ", not " + ", not ".join(self.against[:shown]) if self.against else ""
        return "{} of {}{}".format(self.held, self.size, against)


class Law:
    """A law and its twin, with what was counted of each."""

    def __init__(self, name: str) -> None:
        package, _, function = name.partition(".")
        self.name = name
        self.package = package
        self.cases: Callable[..., Iterator[Case]] = getattr(importlib.import_module("laws_of_" + package), function)
        self.parameters = self.cases.__code__.co_varnames[: self.cases.__code__.co_argcount]
        self.itself, self.twin = Count(), Count()
        self.error = ""

    def see(self, name: str, *values: Any) -> None:
        """Count the cases in ``values``, which are called ``name``; nothing more once the property has raised."""
        if self.error:
            return
        try:
            for place, holds, twin_holds in self.cases(*values):
                self.itself.see(holds, name, place)
                self.twin.see(twin_holds, name, place)
        except Exception as error:
            line = traceback.extract_tb(error.__traceback__)[-1].lineno
            words = "{}: {}, in line {}, of {}".format(type(error).__name__, error, line, name)
            self.error = " ".join(words.split())[:200]

    @property
    def words(self) -> str:
        """What was counted of the law and of its twin, or the exception that its property raised."""
        if self.error:
            return "raised " + self.error
        return "{}; twin: {}".format(self.itself.words(SHOWN), self.twin.words(1))

    def see_file(self, file: Any) -> None:
        """Count the cases in a file of the library: in the whole of it, or in each of what the parameter names."""
        kind = corpora.EACH.get(self.parameters[0])
        if kind is None:
            self.see(file.name, *(file if name == "file" else getattr(file, name) for name in self.parameters))
            return
        for item in getattr(file, kind):
            self.see(item.name if kind == "codes" else "{} {}".format(file.name, item.get_name()), item)


def main(names: List[str]) -> None:
    """Check the laws ``names`` and write what was counted."""
    warnings.simplefilter("ignore")
    laws = [Law(name) for name in names]
    of_files = [law for law in laws if law.parameters[0] in (*corpora.EACH, *corpora.PER_FILE)]
    for file in corpora.library() if of_files else ():
        for law in of_files:
            law.see_file(file)
    for package in {law.package for law in of_files}:
        seed = corpora.seed(package, sys.modules["laws_of_" + package])
        for law in of_files:
            if seed is not None and law.package == package:
                law.see_file(seed)
    for parameter, items in corpora.LISTS.items():
        asked = [law for law in laws if law.parameters == (parameter,)]
        for name, value in items() if asked else ():
            for law in asked:
                law.see(name, value)
    for law in laws:
        print("{}: {}".format(law.name, law.words))


if __name__ == "__main__":
    main(sys.argv[1:])
