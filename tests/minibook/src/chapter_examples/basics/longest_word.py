"""Find a long word, and say how long it is."""

for word in ["a", "nutshell"]:
    if (length := len(word)) > 4:
        print(word, length)

# book: requires >=3.8: assignment expressions are new in 3.8
