"""Start Python with the name of a build option."""

print("running without the GIL?")

# book: command python --disable-gil no_such_option.py
# book: exit 2
# book: changed 3.14: The message for an unknown long option begins like the message for an unknown short option.
