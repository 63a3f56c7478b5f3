"""Eight threads add to one counter, one thread at a time, and no addition is lost."""

import threading

counter = 0
counter_lock = threading.Lock()


def count_many():
    global counter
    for _ in range(1000):
        with counter_lock:
            counter += 1


threads = [threading.Thread(target=count_many) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("counted:", counter)
