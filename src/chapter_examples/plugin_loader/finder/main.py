"""The discounts once more, by `import`."""

import importlib
import pkgutil
import sys
from pathlib import Path

from plugin_finder import PluginFinder

sys.meta_path.insert(0, PluginFinder("discounts", "plugins"))

import discounts

for entry in pkgutil.iter_modules(discounts.__path__):
    try:
        plugin = importlib.import_module("discounts." + entry.name)
        print(f"{entry.name}: 100 becomes {plugin.apply(100)}")
    except Exception as error:
        print("not loaded:", error)
print("staff is left behind:", "discounts.staff" in sys.modules)

from discounts import voucher

before = voucher
file = Path("plugins/voucher.py")
file.write_text(file.read_text().replace("10", "30"))
importlib.reload(voucher)
print("reloaded: 100 becomes", voucher.apply(100))
print("the same module:", voucher is before is discounts.voucher)
