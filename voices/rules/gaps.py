"""Who has been heard on a priority, and who has not. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from dateutil.relativedelta import relativedelta

from timescales.date_format import long_day

# after a year a committee that says "we hear children" speaks of other children
LONG: Final = relativedelta(years=1)
YOUNG: Final = ("child or young person", "Children or young people")
FAMILY: Final = ("parent, carer or other adult", "Parents, carers or other adults")


@dataclass(frozen=True)
class Gap:
    """What is said of one kind of people on one priority; `open` where they were not heard within
    the last year."""

    words: str
    open: bool


def gap(people: tuple[str, str], heard: date | None, asked: date | None, today: date) -> Gap:
    """`people` in the singular and the plural; `heard` is the last day on which some were heard,
    `asked` the last on which some were asked and nobody answered."""
    one, many = people
    silent = asked if asked and (heard is None or asked > heard) else None
    tried = f" Some were asked by {long_day(silent)}, and nobody answered." if silent else ""
    if heard is None:
        return Gap(f"No {one} has been heard on this priority.{tried}", open=True)
    if heard + LONG < today:
        since = f"No {one} has been heard on this priority since {long_day(heard)}."
        return Gap(f"{since}{tried}", open=True)
    return Gap(f"{many} were last heard on it on {long_day(heard)}.{tried}", open=False)
