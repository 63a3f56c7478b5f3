"""Import each module of a package alone, in a Python of its own."""

import os
import pkgutil
import subprocess
import sys


def modules(folder, prefix):
    for module in pkgutil.iter_modules([folder]):
        yield prefix + module.name
        if module.ispkg:
            yield from modules(os.path.join(folder, module.name), prefix + module.name + ".")


def import_alone(name):
    if name.rpartition(".")[2] == "__main__":
        return "not imported: it is a program"
    command = [sys.executable, "-c", "import importlib, sys; importlib.import_module(sys.argv[1])", name]
    try:
        run = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=60
        )
    except subprocess.TimeoutExpired:
        return "not finished after a minute"
    if run.returncode == 0:
        return "good"
    lines = run.stderr.decode(errors="replace").splitlines() or [f"exit status {run.returncode}"]
    return lines[-1][:58]


sys.stdout.reconfigure(errors="backslashreplace")  # for names that are not text
package = sys.argv[1]
for name in modules(package, package + "."):
    print(f"{name}: {import_alone(name)}")

# book: command python main.py theatre
