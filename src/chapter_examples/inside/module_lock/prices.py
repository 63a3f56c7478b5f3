import _imp
import threading
from importlib._bootstrap import _module_locks


def show(lock):
    print("name and owner:", lock.name, lock.owner == threading.get_ident())


show(_module_locks[__name__]())
print("global lock held:", _imp.lock_held())
print("during:", __name__ in _module_locks, __spec__._initializing)
