"""Functions created in a loop: with a shared variable, and with a value for each."""

shared = [lambda: number for number in range(3)]
kept = [lambda number=number: number for number in range(3)]

print([function() for function in shared])
print([function() for function in kept])

# book: portable
