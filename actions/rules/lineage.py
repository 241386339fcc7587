"""Whence an action was carried forward. Pure."""

from datetime import date
from typing import NamedTuple


class Descent(NamedTuple):
    """The plans through which an action came, the nearest first, and the day it was first added."""

    plans: tuple[str, ...]
    added_on: date
