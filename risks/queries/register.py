"""The risk register of an area, as it stood on a day and moved since another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from documents.enums import Silence
from risks.enums import Movement
from risks.models import Risk
from risks.queries.course import scales_of, steps_by_risk
from risks.queries.reviews import WantedReview, reviews_of
from risks.rules.course import (
    RiskStanding,
    Scale,
    Step,
    movement_of,
    movement_words,
    scale_on,
    standing_on,
)
from risks.rules.report import ToldRisk


@dataclass(frozen=True)
class RiskRow:
    """A risk as it stands; `before` is how it stood on the day it is compared with, None where
    there is none. `review` is what is wanted of its owner."""

    risk: Risk
    now: RiskStanding
    before: RiskStanding | None = None
    review: WantedReview | None = None
    steps: Sequence[Step] = ()

    @property
    def movement(self) -> Movement | None:
        """What became of it since; None for a draft, and where nothing is compared."""
        if self.before is None or self.risk.shared_on is None:
            return None
        return movement_of(self.risk.shared_on, self.before, self.now)

    @property
    def moved(self) -> str:
        """The same in words: "Up, from 9 to 12"."""
        if self.movement is None or self.before is None:
            return ""
        return movement_words(self.movement, self.before, self.now)

    @property
    def silent(self) -> bool:
        return self.review is not None and self.review.silence == Silence.UNANSWERED


@dataclass(frozen=True)
class Register:
    """Every risk on a day with what its score means; `since` is the day of comparison."""

    day: date
    since: date | None
    scale: Scale
    rows: Sequence[RiskRow]


def register(area: int, risks: Iterable[Risk], day: date, since: date | None = None) -> Register:
    """Some risks of an area (its key), which come with their area and post: those with chief
    officers first, then the highest. Five queries, however many they are."""
    rows = list(risks)
    steps, scales = steps_by_risk([row.pk for row in rows]), scales_of(area)
    standings = {row.pk: standing_on(steps.get(row.pk, ()), scales, day) for row in rows}
    reviews = {one.risk.pk: one for one in reviews_of(rows, standings, day)}
    made = [
        RiskRow(
            risk=row,
            now=standings[row.pk],
            before=standing_on(steps.get(row.pk, ()), scales, since) if since else None,
            review=reviews.get(row.pk),
            steps=steps.get(row.pk, ()),
        )
        for row in rows
    ]
    return Register(day, since, scale_on(scales, day), sorted(made, key=_order))


def told_risk(row: RiskRow, against: Sequence[str]) -> ToldRisk:
    """A risk of the register as papers tell it, with the actions `against` it as they print
    them."""
    assert row.risk.shared_on
    return ToldRisk(
        number=row.risk.number,
        event=row.risk.event,
        mitigation=row.risk.mitigation,
        owner=str(row.risk.post or ""),
        entered_on=row.risk.shared_on,
        now=row.now,
        before=row.before,
        silence=row.review.silence if row.review else None,
        against=against,
    )


def _order(row: RiskRow) -> tuple[bool, bool, int, int, int]:
    """Open before closed, with chief officers first, then by what is left after mitigation."""
    rating = row.now.rating
    return (
        not row.now.open,
        row.now.escalated is None,
        -(rating.after if rating else 0),
        row.risk.position,
        row.risk.pk,
    )
