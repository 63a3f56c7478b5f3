"""The Pythons of the matrix: what each is called, where it is on this machine, and the environments made from it."""
