"""Facts of the machine that a program could print though no other machine has them: the date, its name, its kernel.

Most are other ones in one of the runs that a recording is made from. Where the system does not allow that, this is
what is left: to look for them in the output.
"""

import getpass
import os
import platform
import re
import socket
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Dict, List, Optional, Sequence, Tuple

_DATES = (
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y%m%d",
    "%d.%m.%Y",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d-%m-%Y",
    "%m-%d-%Y",
    "%d/%m/%y",
    "%m/%d/%y",
    "%d %b %Y",
    "%d %B %Y",
    "%b %d %Y",
    "%B %d %Y",
    "%b %d, %Y",
    "%B %d, %Y",
    "%d-%b-%Y",
    "%a %b %d",
    "%A, %B %d",
    "%A, %d %B",
    "%Y, %m, %d",
    "tm_year=%Y, tm_mon=%m, tm_mday=%d",
    "%G-W%V",
    "%Y-%j",
)
_UNITS = (60, 3600, 86400, 604800)


def facts_here(now: float) -> Dict[str, List[str]]:
    """Return how an output can spell each fact of this machine; ``now`` is the time in seconds since 1970, UTC."""
    utc = datetime.fromtimestamp(now, timezone.utc)
    days = {utc, utc - timedelta(minutes=1), utc.astimezone()}
    dates = [day.strftime(form) for day in days for form in _DATES]
    dates += [re.sub(r"(?<![\d%])0(?=\d)", "", date) for date in dates]
    host = socket.gethostname()
    facts = {
        "the date": dates,
        "the time since 1970": [str(int(now) // unit) for unit in _UNITS],
        "the name of the machine": [host, host.partition(".")[0]],
        "the kernel": [platform.release(), platform.version()],
        "the user's home": [os.path.expanduser("~")],
        "the number of this machine": _first_line("/etc/machine-id"),
    }
    library = [part for part in platform.libc_ver() if part]
    if len(library) == 2:
        facts["the C library"] = [joint.join(library) for joint in ("", "-", " ")]
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
        facts["the amount of memory"] = [str(pages)] + [str(pages * size // unit) for unit in (1, 1024, 1024**2)]
    if hasattr(os, "getuid") and os.getuid():  # root is a word of its own, of logging for example
        facts["the user's name"] = [getpass.getuser()]
    return facts


def _first_line(path: str) -> List[str]:
    try:
        return Path(path).read_text(encoding="ascii").split()[:1]
    except (OSError, ValueError):
        return []


def fact_in(output: str, program: Sequence[str]) -> Optional[Tuple[str, str]]:
    """Return the name and the spelling of a fact of this machine in ``output``, None if there is none.

    What is in the text of the ``program`` too comes from there.
    """
    for name, spellings in facts_here(time.time()).items():
        for spelling in sorted(set(spellings), key=len, reverse=True):
            if len(spelling) < 4 or spelling == "localhost" or any(spelling in text for text in program):
                continue
            if re.search(r"(?<![\w.]){}(?!\w)".format(re.escape(spelling)), output):
                return name, spelling
    return None
