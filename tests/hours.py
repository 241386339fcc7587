"""Moments at which a day is easily mistaken, as people in the United Kingdom see their clocks."""

from datetime import datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def moment(words: str, fold: int = 0) -> datetime:
    """ "2026-10-25 01:30" in London; `fold=1` is the second time that a clock shows it."""
    return datetime.fromisoformat(words).replace(tzinfo=LONDON, fold=fold)


MOMENTS = {
    "half past midnight": moment("2026-11-16 00:30"),
    "just before noon": moment("2026-11-16 11:59"),
    "half past eleven at night": moment("2026-11-16 23:30"),
    # in summer the day of London begins an hour before that of Greenwich
    "half past midnight in summer": moment("2026-07-01 00:30"),
    "last hour of the year": moment("2026-12-31 23:30"),
    "first hour of the year": moment("2027-01-01 00:30"),
    "29 February, early": moment("2028-02-29 00:30"),
    "29 February, late": moment("2028-02-29 23:30"),
    "clocks go forward, before": moment("2026-03-29 00:30"),
    "clocks go forward, after": moment("2026-03-29 02:30"),
    "clocks go back, first time": moment("2026-10-25 01:30"),
    "clocks go back, second time": moment("2026-10-25 01:30", fold=1),
    "clocks went back, late": moment("2026-10-25 23:30"),
}
