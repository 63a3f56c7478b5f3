"""Can one thread run Python code while another thread does?"""

import sys
import threading

ROUNDS = 5_000_000
signal_given = False
signal_seen = False


def work():
    global signal_seen
    for _ in range(ROUNDS):
        if signal_given:
            signal_seen = True
            return


sys.setswitchinterval(60)  # let a thread keep the GIL for up to a minute
worker = threading.Thread(target=work)
worker.start()
signal_given = True  # the main thread gets here when it may run again
worker.join()
print("The worker", "saw the signal." if signal_seen else "finished first.")

# book: changed 3.13t: Threads of this build do not need a common lock, so the main thread runs at the same
#     time as the worker.
