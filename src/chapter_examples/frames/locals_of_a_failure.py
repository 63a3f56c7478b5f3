"""The frames that an exception passed through, with their local variables."""


def share(amount, people):
    return amount / people


def bill(table):
    total = 90
    return share(total, table["guests"])


try:
    bill({"guests": 0})
except ZeroDivisionError as error:
    step = error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        names = {} if code.co_name == "<module>" else dict(step.tb_frame.f_locals)
        print(f"line {step.tb_lineno:2} {code.co_name:9}{names}")
        step = step.tb_next

# book: portable
