"""Functions made in a loop: one variable for all, or a value for each."""

shared = [lambda: number for number in range(3)]
kept = [lambda number=number: number for number in range(3)]

print([function() for function in shared])
print([function() for function in kept])

# book: portable
