"""Probes of the claims on page 3.0. Each observes what the running Python does; none asks for its version."""


def names_missing_colon():
    """The compiler says that a colon is missing, not only that the syntax is invalid."""
    try:
        compile("if ready\n    launch()\n", "<probe>", "exec")
    except SyntaxError as error:
        return error.msg == "expected ':'"
    return False
