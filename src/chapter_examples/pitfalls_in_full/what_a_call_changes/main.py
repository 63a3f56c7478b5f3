"""Compare the variables of a module before and after two calls."""

import money
from changes import changed_by

print(changed_by(lambda: money.label(3), money))
print(changed_by(money.go_abroad, money))

# book: portable
