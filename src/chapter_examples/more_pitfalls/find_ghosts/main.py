"""Find what is left of deleted modules."""

from pathlib import Path


def ghosts(top):
    for folder in sorted(Path(top).rglob("__pycache__")):
        if not list(folder.parent.glob("*.py")):
            yield f"{folder.parent.as_posix()}: nothing but copies"
    for compiled in sorted(Path(top).rglob("*.pyc")):
        if compiled.parent.name != "__pycache__" and not compiled.with_suffix(".py").exists():
            yield f"{compiled.as_posix()}: imported without a source"


for line in ghosts("office"):
    print(line)

# book: command python -m compileall -q office
# book: command python -m compileall -q -b office/wages.py
# book: command python -c "import os; os.remove('office/bills/send.py'); os.remove('office/wages.py')"
# book: command python main.py
