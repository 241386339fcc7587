"""Writes of what happens to a risk, and of what scores mean. Rows are added and never changed."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from audit.services.edits import EditConflict, locked
from committees.models import Area
from risks.enums import StepKind
from risks.models import Risk, RiskScale, RiskStep
from risks.queries.course import steps_of
from risks.queries.interests import why_own_risk
from risks.rules.course import refusal_of, standing_on
from risks.rules.facts import Rating


class ReviewedMeanwhile(EditConflict):
    """Something happened to the risk since the form was drawn. Nothing was written."""

    def __init__(self, current: RiskStep) -> None:
        who = current.made_by or "Somebody"
        ValidationError.__init__(
            self,
            f"{who} was here meanwhile. They wrote: {current.words} Nothing of yours is saved yet: "
            "it stands below. Change it where theirs should stand, then save.",
            code="conflict",
        )
        self.current = current


class ThresholdsMeanwhile(EditConflict):
    """Somebody set the thresholds since the form was drawn. Nothing was written."""

    def __init__(self, current: RiskScale) -> None:
        who = current.made_by or "Somebody"
        ValidationError.__init__(
            self,
            f"{who} set them meanwhile. {current}: {current.reason} Nothing of yours is saved yet: "
            "it stands below.",
            code="conflict",
        )
        self.current = current


@transaction.atomic
def rate_risk(
    *,
    by: User | None,
    risk: Risk,
    rating: Rating,
    review_by: date,
    reason: str,
    on: date | None = None,
    seen: int | None = None,
) -> RiskStep:
    """Rate it from the day `on` (today) on, before and after mitigation, with the reason and the
    day by which it is reviewed next. The same review sent twice is one.

    `seen` is the key of the last step that the person saw, 0 for none; without one nobody looked.
    Raises ValidationError beside the field for a rating that cannot be so, and for a closed risk,
    ReviewedMeanwhile where something happened to it since.
    """
    if said := rating.faults():
        raise ValidationError(said)
    day = on or timezone.localdate()
    if review_by <= day:
        raise ValidationError({"review_by": "Give a day after this review."})
    step = RiskStep(
        kind=StepKind.RATED,
        likelihood=rating.likelihood,
        impact=rating.impact,
        likelihood_after=rating.likelihood_after,
        impact_after=rating.impact_after,
        review_by=review_by,
        reason=reason,
    )
    return _take(by, risk, step, day, seen)


@transaction.atomic
def escalate_risk(*, by: User | None, risk: Risk, reason: str, on: date | None = None) -> RiskStep:
    """Take it to chief officers: reports tell of it first, with who did so and why.

    Raises ValidationError where it is closed, not rated, or with them already.
    """
    if risk.shared_on is None:
        raise ValidationError("Put this risk in the register first.")
    return _take(by, risk, RiskStep(kind=StepKind.ESCALATED, reason=reason), on)


@transaction.atomic
def return_risk(*, by: User | None, risk: Risk, reason: str, on: date | None = None) -> RiskStep:
    """Take it back from chief officers. Raises ValidationError where it is not with them."""
    return _take(by, risk, RiskStep(kind=StepKind.RETURNED, reason=reason), on)


@transaction.atomic
def close_risk(*, by: User, risk: Risk, reason: str, on: date | None = None) -> RiskStep:
    """Close it. Raises ValidationError where it is closed already, and where it is `by`'s own:
    whoever owns a risk does not close it."""
    if why := why_own_risk(by, risk):
        raise ValidationError(why)
    return _take(by, risk, RiskStep(kind=StepKind.CLOSED, reason=reason), on)


@transaction.atomic
def reopen_risk(*, by: User | None, risk: Risk, reason: str, on: date | None = None) -> RiskStep:
    """Open a closed risk again. Raises ValidationError where it is open."""
    return _take(by, risk, RiskStep(kind=StepKind.REOPENED, reason=reason), on)


@transaction.atomic
def set_risk_scale(
    *,
    by: User | None,
    area: Area,
    medium_from: int,
    high_from: int,
    reason: str,
    on: date | None = None,
    seen: int | None = None,
) -> RiskScale:
    """From which score on the area calls a risk medium and high, from the day `on` (today) on.
    Where it is so already nothing is written. `seen` as for a review.

    Raises ValidationError beside the field for what is out of order, ThresholdsMeanwhile where
    somebody set others since.
    """
    area = locked(area)
    newest = area.risk_scales.last()
    if newest and (newest.medium_from, newest.high_from) == (medium_from, high_from):
        return newest
    if newest and seen is not None and seen != newest.pk:
        raise ThresholdsMeanwhile(newest)
    scale = RiskScale(
        area=area,
        on=on or timezone.localdate(),
        medium_from=medium_from,
        high_from=high_from,
        reason=reason.strip(),
        made_by=by,
        made_at=timezone.now(),
    )
    if not 2 <= medium_from < high_from <= 25:
        said = "High begins above medium, and no score is over 25."
        raise ValidationError({"high_from": said})
    scale.full_clean(exclude=["area", "made_by"])
    scale.save()
    record(by=by, verb="set risk scale", target=area, area_id=area.pk, changes={"reason": reason})
    return scale


VERBS = {
    StepKind.RATED: "rated risk",
    StepKind.ESCALATED: "escalated risk",
    StepKind.RETURNED: "returned risk",
    StepKind.CLOSED: "closed risk",
    StepKind.REOPENED: "reopened risk",
}


def _take(
    by: User | None, risk: Risk, step: RiskStep, on: date | None, seen: int | None = None
) -> RiskStep:
    """Add a step to a risk where the table of allowed moves lets it."""
    risk = locked(risk, "area")
    step.risk, step.on, step.reason = risk, on or timezone.localdate(), step.reason.strip()
    step.made_by, step.made_at = by, timezone.now()
    last = risk.steps.last()
    if last and _said(last) == _said(step):
        return last
    if last and seen is not None and seen != last.pk:
        raise ReviewedMeanwhile(last)
    now = standing_on(steps_of(risk), [], step.on)
    if refused := refusal_of(StepKind(step.kind), now):
        raise ValidationError(refused)
    step.full_clean(exclude=["risk", "made_by"])
    step.save()
    changes = {"reason": step.reason, "event": risk.event}
    record(
        by=by, verb=VERBS[StepKind(step.kind)], target=risk, area_id=risk.area_id, changes=changes
    )
    return step


def _said(step: RiskStep) -> tuple[object, ...]:
    return (
        *(step.kind, step.on, step.likelihood, step.impact, step.likelihood_after),
        *(step.impact_after, step.review_by, step.reason, step.made_by_id),
    )
