"""Probes of the second page of Appendix D. Each observes what the running Python does; none asks for its version."""

import dataclasses
import functools
import os
import pickle
import subprocess
import sys
import tempfile
import types
import warnings


def dataclass_refuses_unhashable_defaults():
    """A dataclass refuses every default that cannot be hashed, not only lists, dictionaries and sets."""

    class Unhashable:
        __hash__ = None

    class Order:
        items: object = Unhashable()

    try:
        dataclasses.dataclass(Order)
    except ValueError:
        return True
    return False


def import_error_names_the_shadow():
    """If `from … import` misses a name, the `ImportError` says that the file hides a library module of that name."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in {"main.py": "import tempfile\n", "random.py": ""}.items():
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        run = subprocess.run(
            [sys.executable, "main.py"],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            universal_newlines=True,
        )
    return "since it has the same name as the standard library module" in run.stdout


def exec_takes_its_namespaces_by_name():
    """`exec()` and `eval()` take their namespaces as keyword arguments too, `globals=` and `locals=`."""
    names = {}
    try:
        exec("price = 4", globals={}, locals=names)
        return names == {"price": 4} and eval("price * 2", globals={}, locals=names) == 8
    except TypeError:
        return False


def functools_has_cache():
    """`functools.cache()` is there, for `lru_cache(maxsize=None)`."""
    return hasattr(functools, "cache")


def pickling_error_says_where():
    """A `PicklingError` has a note for each object on the way to the one that failed."""
    module = types.ModuleType("prices")
    exec("class Price: pass", vars(module))
    apple = module.Price()
    exec("class Price: pass", vars(module))
    sys.modules["prices"] = module
    try:
        pickle.dumps([apple])
    except pickle.PicklingError as error:
        notes = getattr(error, "__notes__", ())
        return [any(part in note for note in notes) for part in ["Price object", "list item"]] == [True, True]
    finally:
        del sys.modules["prices"]
    return False


def _arguments_of_a_partial():
    """Return the arguments that a partial gets when it is called as an attribute of an object."""

    class Button:
        press = functools.partial(lambda *arguments: arguments)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # 3.13 announces the change
        return Button().press()


def partial_is_no_method():
    """A partial in a class is not given the object that it is called on."""
    return len(_arguments_of_a_partial()) == 0


def partial_is_a_method():
    """A partial in a class is given the object that it is called on."""
    return len(_arguments_of_a_partial()) == 1
