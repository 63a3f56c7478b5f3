"""Probes for the claims of page 3.20. Each observes what the running Python does, whatever its version number is."""

import typing


def typing_has_type_alias():
    """The module `typing` has `TypeAlias`."""
    return hasattr(typing, "TypeAlias")


def typing_has_self():
    """The module `typing` has `Self`."""
    return hasattr(typing, "Self")


def typing_has_type_is():
    """The module `typing` has `TypeIs`."""
    return hasattr(typing, "TypeIs")


def classes_take_type_parameters():
    """A `class` statement accepts type parameters in square brackets."""
    try:
        compile("class Box[Item]: pass", "<probe>", "exec")
    except SyntaxError:
        return False
    return True
