"""Two threads import the same module at the same time."""

from threading import Thread

seen = []


def visit():
    import slow

    seen.append(slow.answer)


threads = [Thread(target=visit), Thread(target=visit)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("seen:", seen)
