"""The events that a trace function receives while one function runs."""

import sys


def seconds(hours):
    per_hour = 60 * 60
    return hours * per_hour


def watch(frame, event, argument):
    print(f"{event:7} line {frame.f_lineno:2}  {dict(frame.f_locals)}  {argument}")
    return watch


sys.settrace(watch)
seconds(2)
sys.settrace(None)

# book: positions line
# book: portable
