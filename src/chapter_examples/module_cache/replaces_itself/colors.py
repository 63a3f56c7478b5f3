"""A module that replaces itself with a dictionary."""

import sys

sys.modules[__name__] = {"red": "#ff0000", "blue": "#0000ff"}
