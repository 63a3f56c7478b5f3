"""Three source strings that do not compile, but do not raise a `SyntaxError`."""

SOURCES = {
    "100,000 minus signs": "-" * 100_000 + "1",
    "100,000 attributes": "a" + ".b" * 100_000,
    "half of a surrogate pair": "name = '\ud83d'",
}

for title, source in SOURCES.items():
    try:
        compile(source, "source.py", "exec")
    except Exception as error:
        print(f"{title:26}{type(error).__name__}")

# book: changed 3.9: The LL(1) parser, which wrote a line of its own, is no longer used.
