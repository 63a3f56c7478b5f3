"""Laws of appendix D. Each is checked over the built-in names."""

import dataclasses
import inspect


def a_dataclass_refuses_what_cannot_be_hashed(builtin):
    """Since 3.11 a dataclass refuses a default exactly if the `__hash__` of its class is `None`.

    Counts: objects that a built-in class makes without an argument
    Twin: A dataclass refuses a default exactly if it is a list, a dictionary or a set.
    Pythons: >=3.11
    """
    for value in _made(builtin):
        refused = _refuses(value)
        yield "", refused == (type(value).__hash__ is None), refused == isinstance(value, (list, dict, set))


def a_dataclass_refuses_lists_dictionaries_and_sets(builtin):
    """Up to 3.10 a dataclass refuses a default exactly if it is a list, a dictionary or a set.

    Counts: objects that a built-in class makes without an argument
    Twin: A dataclass refuses a default exactly if the `__hash__` of its class is `None`.
    Pythons: <3.11
    """
    for value in _made(builtin):
        refused = _refuses(value)
        yield "", refused == isinstance(value, (list, dict, set)), refused == (type(value).__hash__ is None)


def _made(builtin):
    if isinstance(builtin.value, type):
        try:
            value = builtin.value()
        except Exception:  # it needs an argument
            return
        yield value


def _refuses(value):
    try:
        dataclasses.make_dataclass("Order", [("items", object, value)])
    except ValueError:
        return True
    return False


def built_in_functions_have_no_code(builtin):
    """A built-in function has no code object and no closure.

    Counts: built-in names that can be called
    Twin: A built-in function has no code object and no name.
    """
    if callable(builtin.value):
        has_code = hasattr(builtin.value, "__code__")
        yield "", not has_code and not hasattr(builtin.value, "__closure__"), not hasattr(builtin.value, "__name__")


def a_signature_knows_every_kind_of_parameter(builtin):
    """`inspect.signature` returns a signature of a built-in function, or raises ValueError.

    Counts: built-in names that can be called
    Twin: `inspect.signature` returns a signature of a built-in function.
    """
    if callable(builtin.value):
        try:
            inspect.signature(builtin.value)
        except ValueError:
            answer = "ValueError"
        except Exception as error:
            answer = type(error).__name__
        else:
            answer = "signature"
        yield "", answer in ("signature", "ValueError"), answer == "signature"
