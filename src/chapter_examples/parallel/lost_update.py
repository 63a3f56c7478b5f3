"""Two threads add to one counter, and one of the additions is lost."""

import threading

counter = 0  # book: part race
both_have_read = threading.Barrier(2)


def count_one():
    global counter
    value = counter
    both_have_read.wait()  # any pause at this place will do
    counter = value + 1  # book: end race


threads = [threading.Thread(target=count_one) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("counted:", counter)
