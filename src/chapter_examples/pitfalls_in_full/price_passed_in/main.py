"""Sell a ticket, with the price passed to the function that needs it."""

from theatre.seats import vip_price
from theatre.tickets import PRICE, sell

print(sell("A1", vip_price(PRICE)))

# book: portable
