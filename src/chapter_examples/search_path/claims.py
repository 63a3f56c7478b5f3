"""Probes of the claims on page 3.8.1. Each observes what the running Python does; none asks for its version."""

import os
import subprocess
import sys
import tempfile


def _output_of(arguments, files, **variables):
    """Return what ``python arguments`` writes in a folder that holds ``files``, the texts of files by path."""
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


_SCRIPT = {"tools/main.py": "import neighbour\n", "tools/neighbour.py": "print('imported')\n"}


def folder_is_absolute():
    """A folder that is started is in `sys.path` with its absolute path, however it was named."""
    files = {"tools/__main__.py": "import os, sys\nprint(os.path.isabs(sys.path[0]))\n"}
    return _output_of(["tools"], files) == "True\n"


def safe_path_option():
    """With `-P` the folder of the script is not in `sys.path`, and the script cannot import its neighbours."""
    return "No module named 'neighbour'" in _output_of(["-P", "tools/main.py"], _SCRIPT)


def safe_path_variable():
    """`PYTHONSAFEPATH=1` keeps the folder of the script out of `sys.path`."""
    return "No module named 'neighbour'" in _output_of(["tools/main.py"], _SCRIPT, PYTHONSAFEPATH="1")


def library_names_are_listed():
    """`sys.stdlib_module_names` lists the names of the modules of the standard library."""
    return "fractions" in getattr(sys, "stdlib_module_names", ())


def message_names_the_shadow():
    """An `AttributeError` says that a file beside the script hides the library module of that name."""
    files = {"main.py": "import fractions\nfractions.Fraction\n", "fractions.py": ""}
    output = _output_of(["main.py"], files)
    return "fractions.py' since it has the same name as the standard library module" in output


def start_files_are_run():
    """A function that a `.start` file names is called when its folder is added with `site.addsitedir()`."""
    files = {
        "main.py": "import site\nsite.addsitedir('plugins')\n",
        "plugins/alarm.start": "alarm:ring\n",
        "plugins/alarm.py": "def ring():\n    print('ring')\n",
    }
    return _output_of(["main.py"], files) == "ring\n"
