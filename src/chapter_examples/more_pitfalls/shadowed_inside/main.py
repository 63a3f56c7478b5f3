"""Make a temporary folder."""

import os
import textwrap

try:
    import tempfile
except ImportError as error:
    message = str(error).replace(os.getcwd(), ".")
    print(textwrap.fill(message, 70))
