"""Double quotes inside an f-string that is delimited by double quotes."""

names = ["Ada", "Grace"]
print(f"Hello, {" and ".join(names)}!")

# book: requires >=3.12: the second double quote ends the f-string there
# book: portable
