"""Start the application below."""

import runpy

runpy.run_path("shop", run_name="__main__")

# book: command python shop
# book: command python -m zipapp shop --output shop.pyz
# book: command python shop.pyz
# book: command python main.py
