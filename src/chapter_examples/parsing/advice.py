"""What the compiler says about five mistakes."""

MISTAKES = [
    "distances = [10, 20 30]",
    "if ready:\nlaunch()",
    "import sqrt from math",
    "if a:\n    b\nelse:\n    c\nelif d:\n    e",
    "raise ValueError from",
]

for source in MISTAKES:
    try:
        compile(source, "mistake.py", "exec")
    except SyntaxError as error:
        line = source.splitlines()[error.lineno - 1]
        print(f"{line}\n    {error.msg}")

# book: changed 3.10: The parser has rules for a forgotten comma and for a missing block, and the second names
#     the statement that lacks it.
# book: changed 3.12: The parser has a rule for `import` before `from`.
# book: changed 3.14: The parser has a rule for an `elif` after the `else`.
# book: changed 3.15: The parser has a rule for a `from` that nothing follows.
# book: portable
