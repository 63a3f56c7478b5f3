"""A module that takes some time to run."""

import time

print("running", __name__)
time.sleep(0.2)
answer = 42
