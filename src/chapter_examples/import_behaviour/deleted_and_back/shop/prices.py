"""The prices of the shop."""

print("prices runs")
