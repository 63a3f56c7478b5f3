"""Ask an ordinary Python to leave out the GIL, with the name of a build option."""

print("running without the GIL?")

# book: command python --disable-gil no_such_option.py
# book: exit 2
