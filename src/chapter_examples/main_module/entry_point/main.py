"""Do what an installed command does: import a module and call one of its functions."""

from importlib.metadata import EntryPoint

command = EntryPoint("greet", "greet:main", "console_scripts")
function = command.load()
print("loaded", function.__name__, "of", function.__module__)
raise SystemExit(function())

# book: exit 2
# book: portable
