"""Probes of the claims on page 4.0."""


def type_parameters():
    """A function may declare type parameters."""
    try:
        compile("def f[T](x: T): pass", "<probe>", "exec")
    except SyntaxError:
        return False
    return True
