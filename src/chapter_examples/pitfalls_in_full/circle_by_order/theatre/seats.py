"""The seats, which know what a ticket costs."""

from theatre.tickets import PRICE

VIP = PRICE * 2
