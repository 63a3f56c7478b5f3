"""The message for a circle of modules that are next to the script."""

import os
import textwrap

try:
    import basket
except ImportError as error:
    message = str(error).replace(os.getcwd(), ".")
    print(textwrap.fill(message, 70))

# book: changed 3.13: If a module next to the script is half imported, the message suspects it of hiding
#     a library of the same name.
