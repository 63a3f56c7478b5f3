"""A module that takes its time."""

import time

print("running", __name__)
time.sleep(0.2)
answer = 42
