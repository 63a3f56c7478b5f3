"""Which currency does a thread get?"""

import contextvars
import threading

import money


def show(who):
    print(who, "pays", money.label(3))


with money.using("USD"):
    show("the caller")
    plain = threading.Thread(target=show, args=["a thread"])
    in_copy = threading.Thread(target=contextvars.copy_context().run, args=[show, "a thread in a copy"])
    for thread in [plain, in_copy]:
        thread.start()
        thread.join()

# book: portable
