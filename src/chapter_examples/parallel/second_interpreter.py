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
# book: changed 3.9: CPython makes the script's path absolute, and the library in which `concurrent` is found is 3.9's.
# book: changed 3.10: Each version has a library of its own, and the message names the file of `concurrent` in it.
# book: changed 3.11: `concurrent` is found in the library of 3.11, which has no `interpreters` either.
# book: changed 3.12: `concurrent` is found in the library of 3.12, which has no `interpreters` either.
# book: changed 3.13: `concurrent` is found in the library of 3.13, which has no `interpreters` either.
# book: changed 3.13t: The free-threaded build has its library in a folder of its own, `python3.13t`.
# book: changed 3.14: The library has the module `concurrent.interpreters`, so Python code can make interpreters.
