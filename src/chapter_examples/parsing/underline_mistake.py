"""Underline the part that a `SyntaxError` reports."""

LINES = [
    "total = 3 +* 4",
    "greet('Ada' 'Grace' name)",
    "if total = 3: pay()",
]

for line in LINES:
    try:
        compile(line, "line.py", "exec")
    except SyntaxError as error:
        end = getattr(error, "end_offset", None) or error.offset + 1
        print(line)
        print(" " * (error.offset - 1) + "^" * max(1, end - error.offset), error.msg)

# book: changed 3.10: A `SyntaxError` contains the end of the bad part, and the parser has rules for two of
#     the mistakes.
# book: portable
