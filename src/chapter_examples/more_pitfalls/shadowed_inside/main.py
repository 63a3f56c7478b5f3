"""Make a temporary folder."""

import os
import textwrap

try:
    import tempfile
except ImportError as error:
    message = str(error).replace(os.getcwd(), ".")
    print(textwrap.fill(message, 70))

# book: changed 3.13: A failed `from` import checks whether the file hides a module of the library, and says so.
