"""Examples of page 3.3: how tokens become a tree, and which stage rejects them."""
