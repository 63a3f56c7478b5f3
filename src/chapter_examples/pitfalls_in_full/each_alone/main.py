"""Import each module of a package alone, in a Python of its own."""

import pkgutil
import subprocess
import sys

for module in pkgutil.iter_modules(["theatre"]):
    name = "theatre." + module.name
    run = subprocess.run(
        [sys.executable, "-c", "import " + name], stderr=subprocess.PIPE, universal_newlines=True
    )
    lines = run.stderr.splitlines() or ["good"]
    print(f"{name}: {lines[-1][:58]}")
