"""Three buttons, and what they do."""


def make_buttons(labels):
    buttons = []
    for label in labels:

        def press():
            return "you chose " + label

        buttons.append(press)
    return buttons


tea, milk, cocoa = make_buttons(["tea", "milk", "cocoa"])
print(tea())
print(tea.__closure__[0] is milk.__closure__[0], tea.__closure__[0].cell_contents)

# book: portable
