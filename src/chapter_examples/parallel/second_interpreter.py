"""Run code in a second interpreter of the same process."""

from concurrent import interpreters

greeting = "hello from the first"

second = interpreters.create()
second.exec("greeting = 'hello from the second'")
second.exec("print(greeting)")
print(greeting)

second.prepare_main(numbers=(30, 12))
second.exec("print('numbers:', sum(numbers))")
print("returned:", second.call(len, "abc"))

try:
    second.exec("1 / 0")
except interpreters.ExecutionFailed as failure:
    print("failed:", failure.excinfo.formatted)
second.close()

# book: raises ImportError on <3.14
# book: changed 3.9: The path of a script is absolute, and the path of `concurrent` contains the version.
# book: changed 3.10: The path of `concurrent` contains the version.
# book: changed 3.11: The path of `concurrent` contains the version.
# book: changed 3.12: The path of `concurrent` contains the version.
# book: changed 3.13: The path of `concurrent` contains the version.
# book: changed 3.13t: The library of the free-threaded build is in a folder of its own, `python3.13t`.
# book: changed 3.14: The library contains the module `concurrent.interpreters`, with which Python code can
#     create interpreters.
