"""The bar, which is open to those who have a ticket."""

import theatre.tickets
