"""Tell which variables of a module a call has changed."""

import copy

import money


def changed_by(function, module):
    before = {name: copy.deepcopy(value) for name, value in vars(module).items() if name.isupper()}
    function()
    return {name: (old, getattr(module, name)) for name, old in before.items() if getattr(module, name) != old}


print(changed_by(lambda: money.label(3), money))
print(changed_by(money.go_abroad, money))

# book: portable
