"""Make one file of a program and start it."""

import subprocess
import sys
import zipapp

zipapp.create_archive("shop", "shop.pyz", compressed=True)
subprocess.run([sys.executable, "shop.pyz"], check=True)
