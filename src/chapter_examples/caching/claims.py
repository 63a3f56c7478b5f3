"""Probes for the claims of page 3.9. Each observes what the running Python does, whatever its version number is."""

import _imp
import marshal
import os
import subprocess
import sys
import tempfile


def tag_is_cpython_313():
    """The name of a `.pyc` file that an import writes contains `cpython-313`."""
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "prices.py"), "w", encoding="utf-8") as file:
            file.write("APPLE = 30\n")
        subprocess.run([sys.executable, "-c", "import prices"], cwd=folder, check=True)
        copies = os.listdir(os.path.join(folder, "__pycache__"))
    return ["cpython-313" in copy for copy in copies] == [True]


def keeps_an_incomplete_copy():
    """Python keeps a `.pyc` file that it could not write completely, and the next import fails."""
    prepare = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (40, 40)); import prices"
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "prices.py"), "w", encoding="utf-8") as source:
            source.write("APPLE = 30\n")
        subprocess.run([sys.executable, "-c", prepare], cwd=folder, check=True)
        cache = os.path.join(folder, "__pycache__")
        sizes = [os.path.getsize(os.path.join(cache, name)) for name in os.listdir(cache)]
        again = subprocess.run([sys.executable, "-c", "import prices"], cwd=folder, stderr=subprocess.PIPE)
    return sizes == [40] and b"EOFError" in again.stderr


def imp_tells_magic():
    """The module `imp` has functions for the magic number and for the names of `.pyc` files."""
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
    """The interpreter provides the magic number to `importlib`, as `_imp.pyc_magic_number_token`."""
    return hasattr(_imp, "pyc_magic_number_token")


def marshal_format_is_4():
    """`marshal.version` is 4."""
    return marshal.version == 4


def marshal_format_is_5():
    """`marshal.version` is 5."""
    return marshal.version == 5


def marshal_format_is_6():
    """`marshal.version` is 6."""
    return marshal.version == 6


def marshal_can_refuse_code():
    """`marshal.dumps(…, allow_code=False)` rejects a code object."""
    try:
        marshal.dumps(compile("", "<probe>", "exec"), allow_code=False)
    except ValueError:
        return True
    except TypeError:  # no such argument
        return False
    return False
