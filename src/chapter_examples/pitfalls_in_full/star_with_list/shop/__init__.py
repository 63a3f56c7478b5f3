"""A shop, which says what a star may take."""

import os

__all__ = ["prices"]

FOLDER = os.curdir
