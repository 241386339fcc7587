"""How a risk stood on a day, and what became of it since another. Pure; steps are never changed,
so that the same day gives the same answer for ever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from risks.enums import Level, Movement, StepKind
from risks.rules.facts import Rating


@dataclass(frozen=True, slots=True)
class Scale:
    """From which score on a risk is medium and high, from a day."""

    on: date
    medium_from: int
    high_from: int

    def level(self, score: int) -> Level:
        if score >= self.high_from:
            return Level.HIGH
        return Level.MEDIUM if score >= self.medium_from else Level.LOW

    @property
    def words(self) -> str:
        """ "Low 1 to 5, medium 6 to 14, high 15 to 25"."""
        low, medium = self.medium_from - 1, self.high_from - 1
        return (
            f"Low {_span(1, low)}, medium {_span(self.medium_from, medium)}, "
            f"high {_span(self.high_from, 25)}"
        )


# where a committee has set none: a common reading of a five by five register
USUAL: Final = Scale(date.min, medium_from=6, high_from=15)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a risk; a rating and a day of review where it was rated."""

    pk: int
    kind: StepKind
    on: date
    rating: Rating | None = None
    review_by: date | None = None
    reason: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class RiskStanding:
    """A risk as it stood on `as_of`. `rated` is the last rating, `closed` and `escalated` the step
    by which it is so, `last` the newest step of all."""

    as_of: date
    scale: Scale
    rated: Step | None = None
    closed: Step | None = None
    escalated: Step | None = None
    last: Step | None = None

    @property
    def open(self) -> bool:
        return self.closed is None

    @property
    def rating(self) -> Rating | None:
        return self.rated.rating if self.rated else None

    @property
    def level(self) -> Level | None:
        """What it means after mitigation; None before the first rating."""
        return self.scale.level(self.rating.after) if self.rating else None

    @property
    def level_before(self) -> Level | None:
        """The same before mitigation."""
        return self.scale.level(self.rating.before) if self.rating else None

    @property
    def review_by(self) -> date | None:
        return self.rated.review_by if self.rated and self.open else None

    @property
    def overdue(self) -> bool:
        """Whether the day by which it was to be reviewed is past."""
        return self.review_by is not None and self.review_by < self.as_of

    @property
    def high(self) -> bool:
        return self.open and self.level == Level.HIGH


def scale_on(scales: Sequence[Scale], day: date) -> Scale:
    """What scores meant on a day: the newest of `scales`, oldest first, else what is usual."""
    return next((row for row in reversed(scales) if row.on <= day), USUAL)


def standing_on(steps: Sequence[Step], scales: Sequence[Scale], day: date) -> RiskStanding:
    """How a risk stood at the end of `day`; `steps` and `scales` are oldest first."""
    now = RiskStanding(day, scale_on(scales, day))
    for step in steps:
        if step.on <= day:
            now = _after(now, step)
    return now


def _after(now: RiskStanding, step: Step) -> RiskStanding:
    now = replace(now, last=step)
    match step.kind:
        case StepKind.RATED:
            return replace(now, rated=step)
        case StepKind.ESCALATED:
            return replace(now, escalated=step)
        case StepKind.RETURNED:
            return replace(now, escalated=None)
        case StepKind.CLOSED:
            return replace(now, closed=step, escalated=None)
        case _:  # opened again
            return replace(now, closed=None)


def refusal_of(kind: StepKind, now: RiskStanding) -> str:
    """Why a risk that stands so cannot take this step, as a sentence; "" where it can."""
    if kind == StepKind.REOPENED:
        return "This risk is open." if now.open else ""
    if now.closed:
        return "This risk was closed. Open it again first."
    if kind == StepKind.RATED:
        return ""
    if now.rated is None:
        return "Rate this risk first."
    if kind == StepKind.ESCALATED and now.escalated:
        return "This risk was escalated to chief officers already."
    if kind == StepKind.RETURNED and not now.escalated:
        return "This risk is not with chief officers."
    return ""


def movement_of(entered_on: date, before: RiskStanding, now: RiskStanding) -> Movement:
    """What became of a risk from one standing to a later one; `entered_on` is the day on which it
    was put in the register. Its score after mitigation counts."""
    if not now.open:
        return Movement.CLOSED
    if entered_on > before.as_of or before.rated is None:
        return Movement.NEW
    if not before.open:
        return Movement.REOPENED
    if now.rated is before.rated or now.rating is None or before.rating is None:
        return Movement.NOT_REVIEWED
    if now.rating.after == before.rating.after:
        return Movement.UNCHANGED
    return Movement.UP if now.rating.after > before.rating.after else Movement.DOWN


def movement_words(movement: Movement, before: RiskStanding, now: RiskStanding) -> str:
    """ "Up, from 9 to 12", or the movement's own word."""
    if movement in (Movement.UP, Movement.DOWN) and before.rating and now.rating:
        return f"{movement.label}, from {before.rating.after} to {now.rating.after}"
    return str(movement.label)


def _span(first: int, last: int) -> str:
    return f"{first} to {last}" if last > first else str(first)
