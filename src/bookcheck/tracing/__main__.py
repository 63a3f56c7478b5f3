"""``python …/bookcheck/tracing/__main__.py MAIN FUNCTION [ARGUMENTS]``, in the folder of the program."""

import sys
from pathlib import Path

if __name__ == "__main__":
    engine = str(Path(__file__).resolve().parents[2])
    sys.path[0] = engine  # run by path, so this was the folder of this file
    writes = sys.dont_write_bytecode
    sys.dont_write_bytecode = True  # the engine's folder may be a reader's, and is left as it is
    from bookcheck.tracing.traced_run import trace_program

    sys.dont_write_bytecode = writes
    sys.path.remove(engine)
    trace_program(*sys.argv[1:])
