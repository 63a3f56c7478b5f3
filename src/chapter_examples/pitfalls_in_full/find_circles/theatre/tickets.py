"""The tickets, each of which is for a seat at a play."""

from theatre import plays, seats

PRICE = 15
