"""A variable for each button, in two ways."""

import pickle
from functools import partial


def press(label):
    return "you chose " + label


def make_button(label):
    def press():
        return "you chose " + label

    return press


LABELS = ["tea", "milk", "cocoa"]
by_call = [make_button(label) for label in LABELS]
by_partial = [partial(press, label) for label in LABELS]
print([button() for button in by_call])
print([button() for button in by_partial])
print("what a partial stores:", by_partial[0].args)

for button in [by_partial[0], by_call[0]]:
    try:
        print("pickled:", pickle.loads(pickle.dumps(button))())
    except (AttributeError, pickle.PicklingError):
        print("not pickled: a function defined inside a function")

# book: portable
