"""Ask an ordinary Python to leave out the GIL, with the name of a build option."""

print("running without the GIL?")

# book: command python --disable-gil no_such_option.py
# book: exit 2
# book: changed 3.14: A long option that is not known is reported in the same words as a short one, such as `-y`.
