"""The same two modules, each of which looks up the other's name later."""

import office.hours
import office.wages

print("a day:", office.wages.daily())
print("two hours:", office.hours.worth(2))

# book: portable
