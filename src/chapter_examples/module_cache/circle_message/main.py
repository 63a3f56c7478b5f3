"""What the message says of a circle of modules that lie beside the script."""

import os
import textwrap

try:
    import basket
except ImportError as error:
    message = str(error).replace(os.getcwd(), ".")
    print(textwrap.fill(message, 70))

# book: changed 3.13: A half-imported module beside the script is suspected of hiding a library of the same name.
