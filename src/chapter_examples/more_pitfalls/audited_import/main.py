"""What does an import do besides importing?"""

import sys


def tell(event, arguments):
    if event in {"open", "socket.connect", "subprocess.Popen"}:
        if not str(arguments[0]).endswith((".py", ".pyc")):
            print(event, arguments[0])


sys.addaudithook(tell)
import prices

# book: command python -B main.py
