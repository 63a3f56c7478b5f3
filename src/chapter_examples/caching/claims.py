"""Probes of the claims on page 3.9. Each observes what the running Python does; none asks for its version."""

import _imp
import marshal
import os
import subprocess
import sys
import tempfile


def tag_is_cpython_313():
    """The name of a compiled copy contains cpython-313, on the ordinary and on the free-threaded build."""
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "prices.py"), "w", encoding="utf-8") as file:
            file.write("APPLE = 30\n")
        subprocess.run([sys.executable, "-c", "import prices"], cwd=folder, check=True)
        copies = os.listdir(os.path.join(folder, "__pycache__"))
    return ["cpython-313" in copy for copy in copies] == [True]


def keeps_an_incomplete_copy():
    """A copy that could not be written completely, because a file may have 40 bytes only, is kept all the same."""
    prepare = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (40, 40)); import prices"
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "prices.py"), "w", encoding="utf-8") as source:
            source.write("APPLE = 30\n")
        subprocess.run([sys.executable, "-c", prepare], cwd=folder, check=True)
        cache = os.path.join(folder, "__pycache__")
        return [os.path.getsize(os.path.join(cache, name)) for name in os.listdir(cache)] == [40]


def imp_tells_magic():
    """The module `imp` has functions for the magic number and the names of compiled copies."""
    run = subprocess.run(
        [
            *(sys.executable, "-W", "ignore", "-c"),
            "import imp; assert hasattr(imp, 'get_magic') and hasattr(imp, 'cache_from_source')",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return run.returncode == 0


def magic_is_kept_in_c():
    """The interpreter hands importlib the magic number, which older importlibs contain themselves."""
    return hasattr(_imp, "pyc_magic_number_token")


def marshal_format_is_4():
    """marshal writes version 4 of its format."""
    return marshal.version == 4


def marshal_format_is_5():
    """marshal writes version 5 of its format."""
    return marshal.version == 5


def marshal_format_is_6():
    """marshal writes version 6 of its format."""
    return marshal.version == 6


def marshal_can_refuse_code():
    """`marshal.dumps(…, allow_code=False)` refuses to write a code object."""
    try:
        marshal.dumps(compile("", "<probe>", "exec"), allow_code=False)
    except ValueError:
        return True
    except TypeError:  # no such argument
        return False
    return False
