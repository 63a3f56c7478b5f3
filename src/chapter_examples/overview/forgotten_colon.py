"""What the compiler says about a forgotten colon."""

try:
    compile("if ready\n    launch()\n", "rocket.py", "exec")
except SyntaxError as error:
    print(f"line {error.lineno}: {error.msg}")

# book: changed 3.10: The parser has a rule for a forgotten colon, and the message names what it expected.
# book: portable
