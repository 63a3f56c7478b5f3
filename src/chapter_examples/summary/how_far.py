"""Eight programs that begin with the same line and stop in different places."""

LAST_LINES = [
    "return 'pear'",
    "import pigeon_post",
    "word = 'pear",
    "pear()",
    "total = = 1",
    "def greet():\n    print(name)\n    name = 'Ada'\ngreet()",
    "def pay(price, price): pass",
    "1 / 0",
]

for last in LAST_LINES:
    print(last)
    try:
        exec(compile("print('    begins')\n" + last, "program.py", "exec"), {})
    except Exception as error:
        print("   ", type(error).__name__)
