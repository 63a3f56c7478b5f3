print("prices.py is", __name__)
