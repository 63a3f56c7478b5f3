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

# book: changed 3.10: Rules for mistakes recognize a missing comma and name the statement that lacks its block.
# book: changed 3.12: A rule for mistakes recognizes `import` before `from`.
# book: changed 3.14: A rule for mistakes recognizes an `elif` that comes after the `else`.
# book: changed 3.15: A rule for mistakes recognizes a `from` without a cause after it.
# book: portable
