"""Laws of page 3.14. Each is checked over the built-in names."""

import sys


def built_in_classes_are_immortal(builtin):
    """Since 3.12 and with the GIL, new references to a built-in constant, or to a built-in class other than
    ExceptionGroup, are not counted.

    Counts: built-in classes and constants
    Twin: New references to a built-in class, function or constant are not counted.
    Pythons: >=3.12 gil
    """
    value = builtin.value
    if builtin.name != "ExceptionGroup" and (isinstance(value, type) or not callable(value)):
        before = sys.getrefcount(value)
        more = [value] * 100
        yield "", sys.getrefcount(value) == before, True
        del more
    elif callable(value):
        before = sys.getrefcount(value)
        more = [value] * 100
        yield "", True, sys.getrefcount(value) == before
        del more


def references_are_counted(builtin):
    """With the GIL, each new reference to a built-in function adds one to the count of references to it.

    Counts: built-in functions
    Twin: Each new reference to a built-in function leaves the count of references to it alone.
    Pythons: gil
    """
    value = builtin.value
    if callable(value) and not isinstance(value, type):
        before = sys.getrefcount(value)
        more = [value] * 100
        yield "", sys.getrefcount(value) == before + len(more), sys.getrefcount(value) == before
