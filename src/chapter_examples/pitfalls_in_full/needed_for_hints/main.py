"""Ask for a module that two modules name in their annotations."""

from theatre.seats import Seat
from theatre.tickets import Ticket

print(Ticket(Seat("A1")).text())

# book: portable
