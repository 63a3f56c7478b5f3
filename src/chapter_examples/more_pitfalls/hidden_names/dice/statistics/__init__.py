"""How often was it a six?"""
