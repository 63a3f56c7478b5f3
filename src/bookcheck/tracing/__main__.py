"""``python …/bookcheck/tracing/__main__.py MAIN FUNCTION [ARGUMENTS]``, in the folder of the program."""

import sys
from pathlib import Path

if __name__ == "__main__":
    engine = str(Path(__file__).resolve().parents[2])
    sys.path[0] = engine  # run by path, so this was the folder of this file
    from bookcheck.tracing.run import trace_program

    sys.path.remove(engine)
    trace_program(*sys.argv[1:])
