"""The same labels, with nothing taken from anybody."""


def labels(shop):
    return [f"{item} from {shop}" for item in ["pear", "plum"]]


TEMPLATE = "{item} from {shop}"
print(labels("Ada's"))
print([TEMPLATE.format(item=item, shop="Ada's") for item in ["pear", "plum"]])

# book: portable
