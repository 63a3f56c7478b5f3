"""Two threads, each with a lock that the other one wants."""

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
    print("this thread would wait for ever")
prices.release()
thread.join()
