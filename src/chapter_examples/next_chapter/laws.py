"""Laws of page 3.20. Each is checked over functions of the standard library."""


def annotations_of_variables_leave_the_instructions_alone(expression):
    """An annotation of a local variable changes no instruction of its function.

    Counts: generated expressions
    Twin: An annotation of a variable changes no instruction of its module.
    """
    plain, annotated = "x = {}".format(expression), "x: int = {}".format(expression)
    yield "", _of_function(plain) == _of_function(annotated), _of_module(plain) == _of_module(annotated)


def annotations_of_parameters_leave_the_instructions_alone(expression):
    """The annotations of a function's parameters change no instruction of its body.

    Counts: generated expressions
    Twin: The annotations of a function's parameters change no instruction of the module that defines it.
    """
    plain = "def f(a, b, c, d, e, f, g, h):\n    return {}\n".format(expression)
    annotated = plain.replace("(a, b,", "(a: int, b: str,", 1)
    yield "", _body(plain) == _body(annotated), _of_module(plain) == _of_module(annotated)


def _of_module(text):
    return compile(text, "<law>", "exec").co_code


def _of_function(text):
    return _body("def f(a, b, c, d, e, f, g, h):\n    {}\n".format(text))


def _body(text):
    codes = [constant for constant in compile(text, "<law>", "exec").co_consts if hasattr(constant, "co_code")]
    return [code.co_code for code in codes if code.co_name == "f"]
