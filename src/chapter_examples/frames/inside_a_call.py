"""What the frame of a call contains."""

import inspect


def price(net):  # book: part call
    frame = inspect.currentframe()
    print("code    ", frame.f_code.co_name)
    print("caller  ", frame.f_back.f_code.co_name)
    print("locals  ", list(frame.f_locals))
    print("globals ", frame.f_globals is globals())
    print("builtins", frame.f_builtins["len"] is len)


price(10)  # book: end call

# book: portable
