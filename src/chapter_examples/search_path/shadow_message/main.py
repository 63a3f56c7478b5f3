"""What Python says when a file of yours hides a module of the library."""

import fractions
import os
import textwrap

try:
    fractions.Fraction(1, 3)
except AttributeError as error:
    message = str(error).replace(os.getcwd(), ".")
    print(textwrap.fill(message, 70))

# book: changed 3.13: Python notices a module beside the script that has the name of a library module, and says so.
