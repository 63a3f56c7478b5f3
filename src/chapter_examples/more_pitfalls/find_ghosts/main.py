"""Find what is left of deleted modules."""

import os
import sys
from importlib.machinery import EXTENSION_SUFFIXES, SOURCE_SUFFIXES

CODE = tuple(SOURCE_SUFFIXES + EXTENSION_SUFFIXES)


def ghosts(top):
    errors = []
    for folder, folders, files in os.walk(top, onerror=errors.append):
        folders.sort()
        if os.path.basename(folder) == "__pycache__":
            continue
        if "__pycache__" in folders and not any(file.endswith(CODE) for file in files):
            yield folder, "compiled copies, but no source"
        for file in sorted(files):
            if file.endswith(".pyc") and file[:-1] not in files:
                yield os.path.join(folder, file), "imported without a source"
    for error in errors:
        yield error.filename, f"cannot be read: {error.strerror}"


sys.stdout.reconfigure(errors="backslashreplace")  # for file names that are not text
for path, finding in ghosts(sys.argv[1]):
    print(f"{path}: {finding}")

# book: command python -m compileall -q office
# book: command python -m compileall -q -b office/wages.py
# book: command python -c "import os; os.remove('office/bills/send.py'); os.remove('office/wages.py')"
# book: command python main.py office
