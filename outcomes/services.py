"""Writes to what stands beside a plan's tree: high-level outcomes and measures."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from accounts.models import User
from audit.services import record
from outcomes.models import HighLevelOutcome, Measure
from plans.models import Heading, Plan


@transaction.atomic
def add_outcome(
    *,
    by: User | None,
    plan: Plan,
    number: str,
    text: str,
    headings: Iterable[Heading] = (),
) -> HighLevelOutcome:
    """A standing outcome of `plan`, last in its list, with the headings that contribute to it."""
    outcome = HighLevelOutcome(
        plan=plan,
        number=number.strip(),
        text=text.strip(),
        position=_after(plan.high_level_outcomes),
    )
    _check_number(outcome)
    outcome.save()
    _link(outcome, headings)
    record(
        by=by,
        verb="added high-level outcome",
        target=outcome,
        area_id=plan.area_id,
        changes={"headings": _names(outcome)},
    )
    return outcome


@transaction.atomic
def edit_outcome(
    *,
    by: User | None,
    outcome: HighLevelOutcome,
    number: str,
    text: str,
    headings: Iterable[Heading],
) -> HighLevelOutcome:
    """Change an outcome's number, words, or which headings contribute to it."""
    before = {"number": outcome.number, "text": outcome.text, "headings": _names(outcome)}
    outcome.number, outcome.text = number.strip(), text.strip()
    _check_number(outcome)
    outcome.save()
    _link(outcome, headings)
    after = {"number": outcome.number, "text": outcome.text, "headings": _names(outcome)}
    _record_edit(by, "edited high-level outcome", outcome, before, after)
    return outcome


@transaction.atomic
def remove_outcome(*, by: User | None, outcome: HighLevelOutcome) -> None:
    """Take out an outcome. Raises ValidationError while actions contribute to it."""
    if outcome.actions.exists():
        raise ValidationError("Actions contribute to this outcome. Take it off them first.")
    record(
        by=by,
        verb="removed high-level outcome",
        target=outcome,
        area_id=outcome.plan.area_id,
        changes={"headings": _names(outcome)},
    )
    outcome.delete()


@transaction.atomic
def add_measure(*, by: User | None, plan: Plan, text: str, evidence_sources: str = "") -> Measure:
    """How the committee will know, last in the plan's list of measures."""
    measure = Measure(
        plan=plan,
        text=text.strip(),
        evidence_sources=evidence_sources.strip(),
        position=_after(plan.measures),
    )
    measure.full_clean(exclude=["plan"])
    measure.save()
    record(by=by, verb="added measure", target=measure, area_id=plan.area_id)
    return measure


@transaction.atomic
def edit_measure(*, by: User | None, measure: Measure, text: str, evidence_sources: str) -> Measure:
    """Change a measure's words or the sources of its evidence."""
    before = {"text": measure.text, "evidence_sources": measure.evidence_sources}
    measure.text, measure.evidence_sources = text.strip(), evidence_sources.strip()
    measure.full_clean(exclude=["plan"])
    measure.save()
    after = {"text": measure.text, "evidence_sources": measure.evidence_sources}
    _record_edit(by, "edited measure", measure, before, after)
    return measure


@transaction.atomic
def remove_measure(*, by: User | None, measure: Measure) -> None:
    """Take out a measure. Raises ValidationError while actions are measured by it."""
    if measure.actions.exists():
        raise ValidationError("Actions are measured by this. Take it off them first.")
    record(by=by, verb="removed measure", target=measure, area_id=measure.plan.area_id)
    measure.delete()


def _check_number(outcome: HighLevelOutcome) -> None:
    same = HighLevelOutcome.objects.filter(plan_id=outcome.plan_id, number=outcome.number)
    if same.exclude(pk=outcome.pk).exists():
        raise ValidationError({"number": f"This plan has an outcome {outcome.number} already."})
    outcome.full_clean(exclude=["plan"])


def _link(outcome: HighLevelOutcome, headings: Iterable[Heading]) -> None:
    chosen = list(headings)
    if any(heading.plan_id != outcome.plan_id for heading in chosen):
        raise ValueError("A heading contributes to outcomes of its own plan only")
    outcome.headings.set(chosen)


def _names(outcome: HighLevelOutcome) -> list[str]:
    return [str(heading) for heading in outcome.headings.all()]


def _record_edit(
    by: User | None,
    verb: str,
    row: HighLevelOutcome | Measure,
    before: dict[str, Any],
    after: dict[str, Any],
) -> None:
    changes = {key: [before[key], after[key]] for key in after if before[key] != after[key]}
    if changes:
        record(by=by, verb=verb, target=row, area_id=row.plan.area_id, changes=changes)


def _after(rows: Any) -> int:
    return int(rows.aggregate(last=Max("position"))["last"] or 0) + 1
