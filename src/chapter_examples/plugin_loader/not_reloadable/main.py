"""A module loaded by path, and the ordinary reload."""

import importlib
import sys
from importlib.util import module_from_spec, spec_from_file_location

spec = spec_from_file_location("voucher", "plugins/voucher.py")  # book: part reload
voucher = module_from_spec(spec)
sys.modules["voucher"] = voucher
spec.loader.exec_module(voucher)
print("loaded: 100 becomes", voucher.apply(100))

try:
    importlib.reload(voucher)
except ModuleNotFoundError as error:
    print("not reloaded:", error)  # book: end reload

# book: portable
