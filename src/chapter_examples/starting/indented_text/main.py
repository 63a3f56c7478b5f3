"""Do the same as the command below, which brings its own indentation."""

print("one")
print("two")

# book: command python -c "    print('one'); print('two')"
# book: raises IndentationError on <3.14
