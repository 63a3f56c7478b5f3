"""A report, which makes sure that its own modules are found."""

import os
import sys

sys.path.insert(0, os.path.dirname(__file__))
