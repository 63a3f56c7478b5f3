"""Words that are keywords only in some places."""

match = {"case": "soft"}

match match:
    case {"case": case}:
        print(case, match["case"])

# book: raises SyntaxError on <3.10
# book: changed 3.9: The path of a script is absolute, and the error shows it.
# book: changed 3.10: `match` and `case` are soft keywords, which begin the parts of a `match` statement.
