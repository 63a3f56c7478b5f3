"""What is left of a price, in percent."""

SUMMER = 80
