"""What does an import do in addition to importing?"""

import os
import sys


def tell(event, arguments):
    if watching and event in {"open", "socket.connect", "subprocess.Popen"}:
        target = arguments[0]
        if not isinstance(target, int):
            target = os.fsdecode(target)
        if not str(target).endswith((".py", ".pyc")):
            print(event, ascii(target))


watching = True
sys.addaudithook(tell)
import prices

watching = False  # the hook itself cannot be removed

# book: command python -B main.py
