"""Which name does each form of the statement bind, and to what?"""

STATEMENTS = [
    "import xml.dom",
    "import xml.dom as dom",
    "from xml import dom",
    "from xml.dom import Node",
]

for statement in STATEMENTS:
    namespace = {"__builtins__": __builtins__}
    exec(statement, namespace)
    name, value = namespace.popitem()
    print(f"{statement:25} {name:5} is {type(value).__name__:6} {value.__name__}")

# book: portable
