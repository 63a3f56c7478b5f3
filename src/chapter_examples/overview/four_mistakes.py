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

# book: changed 3.10: The parser has rules for the `=` and the `print`, and plainer words for what stays open.
# book: portable
