"""Bills."""


def send():
    print("sent")
