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
