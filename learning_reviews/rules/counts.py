"""How many reviews stand at which stage: numbers of children, and small. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from documents.schema.registers import RegisterRecord
from learning_reviews.enums import Stage
from learning_reviews.rules.stages import ENDED, IN_ORDER, Taken, stage_name
from timescales.date_format import day_range

PART: Final = "learning_reviews"  # of a report (documents.sections)
APART: Final = "Chief officers read how many reviews there are, and at which stage, apart."


@dataclass(frozen=True)
class Counts:
    """`stages` has a row for each stage, also where there is none; `shared` and `told` are of those
    that were decided on, `published` of all."""

    total: int
    stages: Sequence[tuple[str, int]]
    decided: int
    told: int
    published: int


def counted(reviews: Iterable[Sequence[Taken]], day: date) -> Counts:
    """Every review as it stood at the end of a day; one that was notified later is not counted."""
    then = [[one for one in steps if one.on <= day] for steps in reviews]
    known = [steps for steps in then if steps]
    names = [stage_name(steps) for steps in known]
    each = [*(str(stage.label) for stage in IN_ORDER), ENDED]
    # who decided to proceed and has not begun stands at the decision; who stopped, at its own row
    return Counts(
        total=len(known),
        stages=[(name, names.count(name)) for name in each],
        decided=_with(known, Stage.DECIDED),
        told=_with(known, Stage.TOLD),
        published=_with(known, Stage.PUBLISHED),
    )


def _with(reviews: Iterable[Sequence[Taken]], stage: Stage) -> int:
    return sum(any(one.stage == stage for one in steps) for steps in reviews)


def published_part(days: Sequence[date], *, since: date, until: date) -> RegisterRecord:
    """What may be told to whoever reads a report: how many reports of reviews were published in a
    period and before, by the days of their publication."""
    new = sum(day >= since for day in days)
    return {
        "key": PART,
        "title": "",
        "told": [
            f"Reports of learning reviews that were published from {day_range(since, until)}: "
            f"{new}. Before: {len(days) - new}."
        ],
        "tables": [],
        "notes": [APART],
    }
