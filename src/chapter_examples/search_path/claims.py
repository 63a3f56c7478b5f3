"""Probes for the claims of page 3.8.1. Each observes what the running Python does, whatever its version number is."""

import os
import subprocess
import sys
import tempfile


def _output_of(arguments, files, **variables):
    """Return what ``python arguments`` writes in a folder with ``files``, whose contents are given by path."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        environment.update(variables)
        run = subprocess.run(
            [sys.executable, *arguments],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            universal_newlines=True,
        )
    return run.stdout


def folder_is_absolute():
    """If you start a folder, `sys.path` contains its absolute path."""
    files = {"tools/__main__.py": "import os, sys\nprint(os.path.isabs(sys.path[0]))\n"}
    return _output_of(["tools"], files) == "True\n"


def _hides_neighbors(*options, **variables):
    """Return whether ``python options`` adds no entry to `sys.path` for a script, a module and a text."""
    files = {"tools/main.py": "import neighbor\n", "tools/neighbor.py": "print('imported')\n"}
    script = _output_of([*options, "tools/main.py"], files, **variables)
    module = _output_of([*options, "-m", "neighbor"], {"neighbor.py": "print('imported')\n"}, **variables)
    text = _output_of([*options, "-c", "import neighbor"], {"neighbor.py": "print('imported')\n"}, **variables)
    return all("No module named" in output and "imported" not in output for output in (script, module, text))


def safe_path_option():
    """With `-P`, Python does not add an entry to `sys.path` for a script, `-m` or `-c`, but it does for a folder."""
    files = {"tools/__main__.py": "import neighbor\n", "tools/neighbor.py": "print('imported')\n"}
    return _hides_neighbors("-P") and _output_of(["-P", "tools"], files) == "imported\n"


def safe_path_variable():
    """With `PYTHONSAFEPATH=1`, Python does not add an entry to `sys.path` for a script, `-m` or `-c`."""
    return _hides_neighbors(PYTHONSAFEPATH="1")


def library_names_are_listed():
    """`sys.stdlib_module_names` contains names of library modules: in Python, in C, frozen and built in."""
    names = getattr(sys, "stdlib_module_names", ())
    return all(name in names for name in ("fractions", "_ctypes", "os", "time"))


def message_names_the_shadow():
    """The message of an `AttributeError` says that a file next to the script hides a library module."""
    files = {"main.py": "import fractions\nfractions.Fraction\n", "fractions.py": ""}
    output = _output_of(["main.py"], files)
    return "fractions.py' since it has the same name as the standard library module" in output


def start_files_are_run():
    """`site.addsitedir()` calls the functions that a `.start` file names."""
    files = {
        "main.py": "import site\nsite.addsitedir('plugins')\n",
        "plugins/alarm.start": "alarm:ring\n",
        "plugins/alarm.py": "def ring():\n    print('ring')\n",
    }
    return _output_of(["main.py"], files) == "ring\n"
