"""The message when a file of yours hides a library module."""

import fractions
import os
import textwrap

try:
    fractions.Fraction(1, 3)
except AttributeError as error:
    message = str(error).replace(os.getcwd(), ".")
    print(textwrap.fill(message, 70))

# book: changed 3.13: The message says that a module next to the script has the name of a library module.
