"""Start a module with the name of its file after `-m`."""

import subprocess
import sys
import textwrap
from pathlib import Path

Path("report.py").write_text("print('The report is printed.')\n")
command = [sys.executable, "-m", "report.py"]
run = subprocess.run(command, capture_output=True, text=True)
print(run.stdout, end="")
message = run.stderr.partition(": ")[2]  # after the path of this Python
print(textwrap.fill(message, 76))

# book: changed 3.9: The message recognizes the `.py` at the end of the name and advises you to leave it out.
