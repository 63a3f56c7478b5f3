"""An assertion that does some of the program's work."""

queue = ["letter", "parcel"]
assert queue.pop() == "parcel"
print(queue)

# book: command python working_assert.py
# book: command python -O working_assert.py
# book: portable
