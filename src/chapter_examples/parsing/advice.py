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
