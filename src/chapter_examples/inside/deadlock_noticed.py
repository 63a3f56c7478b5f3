"""Two threads, each with a module lock that the other thread needs."""

import threading
import time
from importlib._bootstrap import _DeadlockError, _ModuleLock

prices, basket = _ModuleLock("prices"), _ModuleLock("basket")


def other_thread():
    basket.acquire()
    prices.acquire()
    print("the other thread has both")


prices.acquire()
thread = threading.Thread(target=other_thread)
thread.start()
while not prices.waiters:
    time.sleep(0.01)

try:
    basket.acquire()
except _DeadlockError:
    print("this thread would wait forever")
prices.release()
thread.join()
