"""Which of these two files gets a `.pyc` file?"""

from pathlib import Path

import conversions

print(conversions.seconds(2), "seconds")
for path in sorted(Path("__pycache__").iterdir()):
    print("cached:", path.name.split(".")[0])

# book: command python main.py
# book: command python -m main
# book: command python app
