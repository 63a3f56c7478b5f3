print("__init__.py is", __name__)
