"""The Python functions that one import calls."""

import re
import sys

SHOWN = re.compile(
    "_?(find_|load_unlocked|get_(module_lock|spec|code|data)|module_from_spec|init_module_attrs|create_module"
    "|exec_module|path_importer_cache|path_hooks|fill_cache|path_stats|source_to_code|set_data|acquire|release)"
)
depth = 0


def watch(frame, event, argument):
    global depth
    code = frame.f_code
    if "importlib" not in code.co_filename or not SHOWN.match(code.co_name):
        return
    if event == "call":
        owner = frame.f_locals.get("self", frame.f_locals.get("cls"))
        kind = owner if isinstance(owner, type) else type(owner)
        half = "external" if "external" in code.co_filename else ""
        print(f"{half:9}{'  ' * depth}{kind.__name__ + '.' if owner else ''}{code.co_name}")
    depth += {"call": 1, "return": -1}.get(event, 0)


sys.path_importer_cache.clear()  # book: part watched
sys.setprofile(watch)
import prices

sys.setprofile(None)
print(prices.APPLE)  # book: end watched

# book: changed 3.10: `_path_hooks` is a static method, so it has no `cls` by which to tell its class.
# book: portable
