"""Print how this program was started."""

import sys


def way():
    if hasattr(sys, "ps1"):
        return "prompt"
    main = sys.modules["__main__"]
    if main.__spec__ is not None:
        name = main.__spec__.name
        return "folder or zip file" if name == "__main__" else f"-m {name}"
    if hasattr(main, "__file__"):
        return "standard input" if main.__file__ == "<stdin>" else "path of a file"
    return "-c"


print(way())

# book: command python started_how.py
# book: command python -m started_how
# book: command python -c "import started_how"
# book: command python < started_how.py
# book: portable
