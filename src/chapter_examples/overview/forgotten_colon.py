"""What the compiler says about a forgotten colon."""

try:
    compile("if ready\n    launch()\n", "rocket.py", "exec")
except SyntaxError as error:
    print(f"line {error.lineno}: {error.msg}")
