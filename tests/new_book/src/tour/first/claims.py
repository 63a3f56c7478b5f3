"""Probes of the first page."""


def template_strings():
    """A template string is syntax."""
    try:
        compile('t"{1}"', "<probe>", "eval")
    except SyntaxError:
        return False
    return True
