"""A program that fails on purpose."""

print("before")
print(1 / 0)

# book: raises ZeroDivisionError
