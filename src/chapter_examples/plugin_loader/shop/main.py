"""A shop whose discounts are plugins."""

import sys
from pathlib import Path

import plugin_loader

plugins, errors = plugin_loader.load_directory("discounts", "discount_")
for name, plugin in plugins.items():
    print(f"{name}: 100 becomes {plugin.module.apply(100)}")
for error in errors.values():
    print("not loaded:", error)

voucher = Path("discounts/voucher.py")
voucher.write_text(voucher.read_text().replace("10", "30"))
plugins["voucher"] = plugin_loader.reload(plugins["voucher"])
print("reloaded: 100 becomes", plugins["voucher"].module.apply(100))

voucher.write_text("OFF = int('half')\n")
try:
    plugin_loader.reload(plugins["voucher"])
except plugin_loader.PluginError as error:
    print("not reloaded:", error)
print("kept: 100 becomes", sys.modules["discount_voucher"].apply(100))
