"""Compile one text in two modes: as for a file, and as for the prompt."""

import sys

TEXT = "6 * 7"

exec(compile(TEXT, "<file>", "exec"))
print("exec: done")
exec(compile(TEXT, "<prompt>", "single"))
print("single: done")

sys.displayhook = lambda value: print("the answer is", value)
exec(compile(TEXT, "<prompt>", "single"))
