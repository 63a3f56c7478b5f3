"""Probes for the claims of page 3.0. Each observes what the running Python does, whatever its version number is."""


def names_missing_colon():
    """For a missing colon, the compiler says that it expected `:`."""
    try:
        compile("if ready\n    launch()\n", "<probe>", "exec")
    except SyntaxError as error:
        return error.msg == "expected ':'"
    return False
