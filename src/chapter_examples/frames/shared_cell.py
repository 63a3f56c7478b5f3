"""Two functions that share a variable of the function around them."""


def open_account(balance):  # book: part account
    def deposit(amount):
        nonlocal balance
        balance += amount

    def report():
        return f"{balance} in the account"

    return deposit, report


deposit, report = open_account(100)
deposit(50)
print(report())
print(report.__code__.co_freevars, report.__closure__[0].cell_contents)
print(deposit.__closure__[0] is report.__closure__[0])  # book: end account

# book: portable
