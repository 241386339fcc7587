"""How long what is not the record is kept."""

from datetime import date
from typing import Final

from dateutil.relativedelta import relativedelta

FIELDS: Final = ("leavers", "letters", "drafts", "jobs")
# months, the least and the most that an area may choose
BOUNDS: Final = {"leavers": (1, 84), "letters": (3, 84), "drafts": (1, 24), "jobs": (1, 24)}
DEFAULTS: Final = {"leavers": 12, "letters": 24, "drafts": 6, "jobs": 3}


def kept_since(today: date, months: int) -> date:
    """The first day of which something is still kept: what is older is due. 31 March less a month
    is the last day of February."""
    return today - relativedelta(months=months)


def has_left(ends: list[date | None], since: date) -> bool:
    """Whether somebody's roles, seats and posts (each with its last day) all ended before `since`.
    Who never had any has not left: they may be about to begin."""
    return bool(ends) and all(end is not None and end < since for end in ends)
