"""Run text with the function that C programs call to run Python."""

import ctypes

run = ctypes.pythonapi.PyRun_SimpleString
run.argtypes = [ctypes.c_char_p]

fruit = "apple"
print(run(b"print(__name__, fruit)"))
print(run(b"print(1 / 0)"))
