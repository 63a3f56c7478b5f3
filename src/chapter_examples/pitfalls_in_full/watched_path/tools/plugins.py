"""Plugins, which are looked for last."""

import sys

sys.path += ["plugins"]
