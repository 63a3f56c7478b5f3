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

# book: changed 3.10: The parser has new rules for the `=` and the `print`, and clearer messages for an open
#     bracket and an open quote.
# book: portable
