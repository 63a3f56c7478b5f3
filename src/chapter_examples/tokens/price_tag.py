"""A price tag."""

price = 4
print(price * 3)  # a triple pack

# book: command python -m tokenize -e price_tag.py
# book: positions tokens
