"""Three interrupts while a function written in C is running."""

import _thread
import operator
import signal


class Bell:
    __neg__ = _thread.interrupt_main  # -bell does what Ctrl-C does


def on_interrupt(number, frame):
    print("handler")


signal.signal(signal.SIGINT, on_interrupt)
bells = [Bell(), Bell(), Bell()]
print("one loop in C:")
results = list(map(operator.neg, bells))
print("one loop in Python:")
for bell in bells:
    -bell
