"""Which names does the code of a function look up at each level?"""

import dis

SOURCE = '''
def withdraw(balance, amount):
    """Take money out of an account."""
    assert amount < limit
    if __debug__:
        log(amount)
    return balance - amount
'''

for level in (0, 1, 2):
    namespace = {}
    exec(compile(SOURCE, "bank.py", "exec", optimize=level), namespace)
    withdraw = namespace["withdraw"]
    steps = dis.get_instructions(withdraw)
    names = [step.argval for step in steps if step.opname == "LOAD_GLOBAL"]
    print(level, names, withdraw.__doc__)

# book: changed 3.9: `LOAD_ASSERTION_ERROR` loads the exception of an assertion, so the code does not look up
#     its name.
# book: portable
