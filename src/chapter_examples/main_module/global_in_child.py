"""Set a global variable under the `if`, and read it in a second process."""

import multiprocessing

mode = "careful"


def work():
    print("the second process works in mode", mode)


if __name__ == "__main__":
    mode = "fast"
    process = multiprocessing.Process(target=work)
    process.start()
    process.join()

# book: changed 3.14: The second process comes from a fork server and imports the program, so it skips the
#     block under the `if`.
