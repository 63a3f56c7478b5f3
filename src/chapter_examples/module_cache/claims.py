"""Probes for the claims of page 3.8.2. Each observes what the running Python does, whatever its version number is."""

import importlib
import os
import subprocess
import sys
import tempfile


def _output_of(program, **files):
    """Return what ``program``, run as a script next to ``files``, writes; ``files`` are sources of modules by name."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in dict(files, main=program).items():
            with open(os.path.join(folder, name + ".py"), "w", encoding="utf-8") as file:
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
    return run.stdout


_BASKET = "from prices import APPLE\nLIMIT = 10\n"
_PRICES = "from basket import LIMIT\nAPPLE = 30\n"


def circle_is_named_beside_the_script():
    """For a circle of modules next to the script, the message says that an import is circular."""
    return "circular import" in _output_of("import basket\n", basket=_BASKET, prices=_PRICES)


def renaming_is_advised_beside_the_script():
    """For a circle of modules next to the script, the message advises you to rename a file."""
    return "consider renaming" in _output_of("import basket\n", basket=_BASKET, prices=_PRICES)


def imp_can_reload():
    """The module `imp` has a function `reload()`, which runs a module again."""
    try:
        imp = importlib.import_module("imp")
    except ModuleNotFoundError:
        return False
    keyword = importlib.import_module("keyword")
    keyword.kwlist = None
    return imp.reload(keyword) is keyword and keyword.kwlist is not None


def error_has_name_from():
    """An `ImportError` of `from … import` has the missing name in its attribute `name_from`."""
    program = "try:\n    import basket\nexcept ImportError as error:\n    print(getattr(error, 'name_from', None))\n"
    return _output_of(program, basket=_BASKET, prices=_PRICES) == "LIMIT\n"


def lazy_names_are_kept_apart():
    """Until a lazily imported module is used, its name is in `sys.lazy_modules` and not in `sys.modules`."""
    program = (
        "import sys\n"
        "lazy import prices\n"
        "print('prices' in sys.lazy_modules, 'prices' in sys.modules)\n"
        "prices.APPLE\n"
        "print('prices' in sys.lazy_modules, 'prices' in sys.modules)\n"
    )
    return _output_of(program, prices="APPLE = 30\n") == "True False\nFalse True\n"


def lazy_import_opens_a_circle():
    """A circle of two modules works if one imports a name lazily and uses it later, in a function."""
    return (
        _output_of(
            "import basket\nprint(basket.cost(2))\n",
            basket="lazy from prices import APPLE\nLIMIT = 10\ndef cost(apples):\n    return apples * APPLE\n",
            prices=_PRICES,
        )
        == "60\n"
    )
