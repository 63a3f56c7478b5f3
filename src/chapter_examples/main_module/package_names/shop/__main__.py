print("__main__.py is", __name__)
