"""Request one event for each line of a function, and see what replaces the instructions."""

import dis
import sys

monitoring = sys.monitoring


def grade(points):  # book: part watch
    if points > 50:
        return "passed"
    return "failed"


def lines_watched():
    instructions = dis.get_instructions(grade, adaptive=True)
    return [i.opname for i in instructions].count("INSTRUMENTED_LINE")


def line_event(code, line):
    print("line", line)
    return monitoring.DISABLE


monitoring.use_tool_id(monitoring.COVERAGE_ID, "lines_seen")
monitoring.register_callback(
    monitoring.COVERAGE_ID, monitoring.events.LINE, line_event
)
monitoring.set_local_events(
    monitoring.COVERAGE_ID, grade.__code__, monitoring.events.LINE
)
print(lines_watched(), "lines watched")
for points in range(51, 100):
    grade(points)
print(lines_watched(), "line watched, not run")  # book: end watch

# book: requires >=3.12: sys.monitoring does not exist there
# book: positions line
# book: portable
