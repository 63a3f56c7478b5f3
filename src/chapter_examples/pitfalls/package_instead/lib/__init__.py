"""What the program needs."""
