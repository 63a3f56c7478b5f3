"""Remove the compiled copies in a folder, and the folders in which nothing else is left."""

import os
import sys


def sweep(top):
    errors = []
    for folder, folders, files in os.walk(top, topdown=False, onerror=errors.append):
        copies = [file for file in files if file.endswith(".pyc") and os.path.basename(folder) == "__pycache__"]
        try:
            for file in copies:
                os.remove(os.path.join(folder, file))
            if not os.listdir(folder) and (copies or "__pycache__" in folders):
                os.rmdir(folder)
                yield folder, "removed"
            elif copies:
                yield folder, f"{', '.join(sorted(os.listdir(folder)))} is not a copy"
        except OSError as error:
            errors.append(error)
    for error in errors:
        yield error.filename, f"not swept: {error.strerror}"


sys.stdout.reconfigure(errors="backslashreplace")  # for file names that are not text
for path, result in sweep(sys.argv[1]):
    print(f"{path}: {result}")
