"""A machine whose clock shows another day: `python -m tests.clock '2028-02-29 00:30' COMMAND…`.

libfaketime (Debian's package faketime) moves what a process and its children read from the clock.
The clock that only counts on, by which they wait, stays as it is.
"""

import os
from datetime import datetime
from pathlib import Path

from tests.hours import moment

LIBRARY = "*/faketime/libfaketimeMT.so.1"
FOLDERS = (Path("/usr/lib"), Path("/usr/local/lib"))
NAMES = ("LD_PRELOAD", "FAKETIME", "FAKETIME_DONT_FAKE_MONOTONIC", "PYTHONPATH")


def moved(words: str, *, now: datetime) -> dict[str, str]:
    """The environment in which it is `words` in London; by a number of seconds, so that every
    process sees the same clock, however late it starts."""
    seconds = round((moment(words) - now).total_seconds())
    values = (str(library()), f"{seconds:+d}s", "1", str(Path(__file__).parent))
    return os.environ | dict(zip(NAMES, values, strict=True))


def unmoved() -> dict[str, str]:
    """The environment for a server or a browser that does not bear a moved clock, and asks none."""
    return {name: value for name, value in os.environ.items() if name not in NAMES}


def library() -> Path:
    known = sorted(path for folder in FOLDERS for path in folder.glob(LIBRARY))
    if not known:
        raise SystemExit("libfaketime is missing: ./dev test installs it, or install faketime.")
    return known[-1]
