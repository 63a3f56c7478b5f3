"""What the compiler says about four common mistakes."""

MISTAKES = [
    "print 'hello'",
    "if total = 3: pass",
    "basket = ['apple', 'pear'",
    "greeting = 'hello",
]

for source in MISTAKES:
    try:
        compile(source, "mistake.py", "exec")
    except SyntaxError as error:
        print(source)
        print("   ", error.msg)
