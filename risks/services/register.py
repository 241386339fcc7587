"""Writes of what a risk is: its words, its owner, what it is about, and that it is shared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import keep_edit, record
from audit.services.edits import after_last, edit, locked, raise_version
from committees.models import Area
from figures.models import Indicator
from outcomes.models import HighLevelOutcome
from plans.models import Heading
from risks.enums import StepKind
from risks.models import Risk
from risks.rules.facts import RiskFacts

TAKEN: Final = "Another risk of the register has this number."


@transaction.atomic
def add_risk(*, by: User | None, area: Area, facts: RiskFacts) -> Risk:
    """A new risk, seen as a draft until somebody puts it in the register.

    Raises ValidationError beside the field, for a number that is taken among it.
    """
    locked(area)
    risk = Risk(area=area, position=after_last(area.risks.all()), **_columns(facts))
    _check(risk)
    risk.save()
    _record(by, "added risk", risk, {"event": risk.event})
    return risk


@transaction.atomic
def edit_risk(*, by: User | None, risk: Risk, expected: int, facts: RiskFacts) -> Risk:
    """Change what is said of it. Raises EditConflict when somebody else saved it after version
    `expected`."""
    locked(risk.area)
    if changes := edit(risk, _columns(facts), expected=expected, check=_check):
        if risk.shared_on:
            keep_edit(by=by, row=risk, changes=changes)
        _record(by, "edited risk", risk, changes)
    return risk


@transaction.atomic
def share_risk(*, by: User, risk: Risk, on: date | None = None) -> Risk:
    """Put it in the register: everybody who reads plans in the area sees it, an inspector too, and
    reports tell of it, from the day `on` (today) on. It stays so.

    Raises ValidationError for a risk that nobody has rated.
    """
    risk = locked(risk, "area")
    if risk.shared_on is None:
        if not risk.steps.filter(kind=StepKind.RATED).exists():
            raise ValidationError("Rate this risk before it is put in the register.")
        risk.shared_by, risk.shared_on = by, on or timezone.localdate()
        risk.save(update_fields=["shared_by", "shared_on"])
        _record(by, "shared risk", risk, {})
    return risk


@transaction.atomic
def set_risk_links(
    *,
    by: User | None,
    risk: Risk,
    expected: int,
    headings: Iterable[Heading] = (),
    outcomes: Iterable[HighLevelOutcome] = (),
    indicators: Iterable[Indicator] = (),
) -> Risk:
    """Say which parts of plans, outcomes and figures it is about, instead of those before. Where it
    is so already nothing is written.

    Raises EditConflict when the risk is not as `expected`, ValueError for another area's.
    """
    locked(risk)
    of_plans: dict[str, Any] = {"headings": list(headings), "outcomes": list(outcomes)}
    wanted = {**of_plans, "indicators": list(indicators)}
    areas = {row.plan.area_id for rows in of_plans.values() for row in rows}
    areas |= {row.area_id for row in wanted["indicators"]}
    if areas - {risk.area_id}:
        raise ValueError("A risk is about parts of its own area only")
    changes = {}
    for name, rows in wanted.items():
        before = list(getattr(risk, name).all())
        if {row.pk for row in before} != {row.pk for row in rows}:
            changes[name] = [[str(row) for row in before], [str(row) for row in rows]]
    if changes:
        raise_version(risk, expected=expected)
        for name in changes:
            getattr(risk, name).set(wanted[name])
        _record(by, "linked risk", risk, changes)
    return risk


def _columns(facts: RiskFacts) -> dict[str, Any]:
    values = asdict(facts)
    values["post_id"] = values.pop("post")
    return {
        name: value.strip() if isinstance(value, str) else value for name, value in values.items()
    }


def _check(risk: Risk) -> None:
    others = Risk.objects.filter(area=risk.area_id).exclude(pk=risk.pk)
    if others.filter(number=risk.number).exists():
        raise ValidationError({"number": TAKEN})
    if risk.post and risk.post.area_id != risk.area_id:
        raise ValueError("A risk is owned by a post of its own area")
    risk.full_clean(exclude=["area", "shared_by", "shared_on"])


def _record(by: User | None, verb: str, risk: Risk, changes: dict[str, Any]) -> None:
    record(by=by, verb=verb, target=risk, area_id=risk.area_id, changes=changes)
