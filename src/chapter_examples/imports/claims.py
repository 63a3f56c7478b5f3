"""Probes for the claims of page 3.8. Each observes what the running Python does, whatever its version number is."""

import importlib.machinery
import os
import subprocess
import sys
import tempfile


def _output_of(program, *options, **files):
    """Return what ``program``, run as a script next to ``files``, writes; ``files`` are sources of modules by name."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in dict(files, main=program).items():
            with open(os.path.join(folder, name + ".py"), "w", encoding="utf-8") as file:
                file.write(text)
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        run = subprocess.run(
            [sys.executable, *options, "main.py"],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            universal_newlines=True,
        )
    return run.stdout


def os_is_frozen():
    """`FrozenImporter` finds the module `os`."""
    return importlib.machinery.FrozenImporter.find_spec("os") is not None


def modules_have_cached():
    """A module from a source file has the path of its `.pyc` file in `__cached__`."""
    program = "import prices\nprint(getattr(prices, '__cached__', '').endswith('.pyc'))\n"
    return _output_of(program, prices="") == "True\n"


def loaders_have_load_module():
    """The loader of source files has the method `load_module()`."""
    return hasattr(importlib.machinery.SourceFileLoader, "load_module")


def finder_modules_are_asked():
    """An import calls `find_module()` of a finder that does not have `find_spec()`."""
    program = (
        "import sys, warnings\n"
        "warnings.simplefilter('ignore')\n"
        "class Finder:\n"
        "    def find_module(self, name, path=None):\n"
        "        print('asked')\n"
        "sys.meta_path.insert(0, Finder())\n"
        "import prices\n"
    )
    return "asked" in _output_of(program, prices="")


def importtime_shows_cached():
    """With `-X importtime=2`, imports that find their module in `sys.modules` are listed too."""
    output = _output_of("import prices\nimport prices\n", "-X", "importtime=2", prices="")
    return any("cached" in line and "prices" in line for line in output.splitlines())


def lazy_import_is_syntax():
    """`lazy import json` is a statement."""
    try:
        compile("lazy import json\n", "<probe>", "exec")
    except SyntaxError:
        return False
    return True


def lazy_import_runs_late():
    """A lazy import binds its name immediately, and the module runs when the name is first used."""
    program = "lazy import prices\nprint('prices' in globals())\nprices.APPLE\n"
    return _output_of(program, prices="print('prices')\nAPPLE = 30\n") == "True\nprices\n"


def lazy_import_fails_late():
    """A lazy import of a module that does not exist fails when its name is first used."""
    program = "lazy import prices\nprint('main')\ntry:\n    prices\nexcept ModuleNotFoundError:\n    print('failed')\n"
    return _output_of(program) == "main\nfailed\n"


def lazy_modules_are_listed():
    """Imports of modules that are listed in `__lazy_modules__` are lazy at module level, but not in a function."""
    listed = "__lazy_modules__ = ['prices']\n"
    at_top = listed + "import prices\nprint('main')\nprices\n"
    inside = listed + "def load():\n    import prices\nload()\nprint('main')\n"
    outputs = [_output_of(program, prices="print('prices')\n") for program in (at_top, inside)]
    return outputs == ["main\nprices\n", "prices\nmain\n"]


def all_imports_can_be_lazy():
    """With `-X lazy_imports=all`, an ordinary import is lazy at module level, but not in a `try` statement."""
    at_top = "import prices\nprint('main')\nprices\n"
    tried = "try:\n    import prices\nfinally:\n    print('main')\nprices\n"
    option = ("-X", "lazy_imports=all")
    outputs = [_output_of(program, *option, prices="print('prices')\n") for program in (at_top, tried)]
    return outputs == ["main\nprices\n", "prices\nmain\n"]


def lazy_import_is_for_modules():
    """A lazy import is valid at module level, and not in a function, a class body or a `try` statement."""
    try:
        compile("lazy import json\n", "<probe>", "exec")
    except SyntaxError:
        return False
    for before, after in [("def f():", ""), ("class C:", ""), ("try:", "finally:\n    pass\n")]:
        try:
            compile(before + "\n    lazy import json\n" + after, "<probe>", "exec")
        except SyntaxError as error:
            if error.lineno != 2:
                return False
        else:
            return False
    return True


def namespace_loader_is_public():
    """The loader of a namespace package is an instance of `importlib.machinery.NamespaceLoader`."""
    program = (
        "import os\n"
        "from importlib.machinery import NamespaceLoader\n"
        "os.mkdir('shop')\n"
        "import shop\n"
        "print(isinstance(shop.__loader__, NamespaceLoader))\n"
    )
    return _output_of(program) == "True\n"
