"""Feed the same three lines to an interactive console, one at a time."""

import code

LINES = [
    'print("The first line is fine.")',
    'print("So is the second.")',
    "total = = 3",
]

console = code.InteractiveConsole()
for line in LINES:
    console.push(line)
