"""Compile the program, then run it: two separate steps."""

SOURCE = """\
def seconds(hours):
    return hours * (60 * 60)

print(seconds(2))
"""

code = compile(SOURCE, "seconds.py", "exec")  # book: part run
print("compiled")
exec(code)  # book: end run

# book: portable
