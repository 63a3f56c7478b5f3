"""The plays, and their prices."""

from theatre.seats import VIP
