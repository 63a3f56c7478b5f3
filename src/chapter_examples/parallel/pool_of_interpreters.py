"""Use a pool of interpreters in one process."""

import math
import os
from concurrent.futures import InterpreterPoolExecutor

with InterpreterPoolExecutor(max_workers=2) as pool:
    print(*pool.map(math.factorial, [5, 10, 15]))
    print("the same process:", pool.submit(os.getpid).result() == os.getpid())

# book: requires >=3.14: InterpreterPoolExecutor does not exist there
