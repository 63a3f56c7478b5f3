"""In which line of a function does a signal handler run?"""

import _thread
import signal


class Bell:
    __neg__ = _thread.interrupt_main  # -bell does what Ctrl-C does


def on_interrupt(number, frame):
    print("The handler interrupts line", frame.f_lineno)


def work(bell):
    -bell
    one = 1
    two = one + one
    for number in (one, two):
        result = number
    return result


signal.signal(signal.SIGINT, on_interrupt)
print("The result is", work(Bell()))

# book: changed 3.10: The loop checks for signals at the jump back in line 20 instead of between most instructions.
