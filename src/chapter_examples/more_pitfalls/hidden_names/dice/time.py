"""How long does a throw take?"""
