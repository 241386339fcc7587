"""Writes to what stands beside a plan's tree: high-level outcomes and measures."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from audit.services import keep, record
from audit.services.edits import Changes, after_last, edit, locked
from outcomes.models import HighLevelOutcome, Measure
from plans.models import Heading, Plan
from plans.services import since


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
    locked(plan)
    outcome = HighLevelOutcome(
        plan=plan,
        number=number.strip(),
        text=text.strip(),
        position=after_last(plan.high_level_outcomes.all()),
    )
    _check_number(outcome)
    outcome.save()
    _link(outcome, headings)
    keep(by=by, row=outcome, since=since(plan))
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
    expected: int,
    number: str,
    text: str,
    headings: Iterable[Heading],
) -> HighLevelOutcome:
    """Change an outcome's number, words, or which headings contribute to it.

    Raises EditConflict when somebody else saved it after version `expected`.
    """
    locked(outcome.plan)
    chosen, before = list(headings), _names(outcome)
    after = sorted(str(heading) for heading in chosen)
    linked = {} if sorted(before) == after else {"headings": [before, after]}
    values = {"number": number.strip(), "text": text.strip()}
    changes = edit(outcome, values, expected=expected, check=_check_number, also=linked)
    if linked:
        _link(outcome, chosen)
    if changes:
        keep(by=by, row=outcome)
    _record_edit(by, "edited high-level outcome", outcome, changes)
    return outcome


@transaction.atomic
def remove_outcome(*, by: User | None, outcome: HighLevelOutcome) -> None:
    """Take out an outcome. Raises ValidationError while actions contribute to it."""
    locked(outcome.plan)
    locked(outcome)
    if outcome.actions.exists():
        raise ValidationError("Actions contribute to this outcome. Take it off them first.")
    record(
        by=by,
        verb="removed high-level outcome",
        target=outcome,
        area_id=outcome.plan.area_id,
        changes={"headings": _names(outcome)},
    )
    keep(by=by, row=outcome, removed=True)
    outcome.delete()


@transaction.atomic
def add_measure(*, by: User | None, plan: Plan, text: str, evidence_sources: str = "") -> Measure:
    """How the committee will know, last in the plan's list of measures.

    Raises ValidationError for a measure that stands in the plan already.
    """
    locked(plan)
    measure = Measure(
        plan=plan,
        text=text.strip(),
        evidence_sources=evidence_sources.strip(),
        position=after_last(plan.measures.all()),
    )
    _check_measure(measure)
    measure.save()
    keep(by=by, row=measure, since=since(plan))
    record(by=by, verb="added measure", target=measure, area_id=plan.area_id)
    return measure


@transaction.atomic
def edit_measure(
    *, by: User | None, measure: Measure, expected: int, text: str, evidence_sources: str
) -> Measure:
    """Change a measure's words or the sources of its evidence. Raises as `edit_outcome`."""
    locked(measure.plan)
    values = {"text": text.strip(), "evidence_sources": evidence_sources.strip()}
    changes = edit(measure, values, expected=expected, check=_check_measure)
    if changes:
        keep(by=by, row=measure)
    _record_edit(by, "edited measure", measure, changes)
    return measure


@transaction.atomic
def remove_measure(*, by: User | None, measure: Measure) -> None:
    """Take out a measure. Raises ValidationError while actions are measured by it."""
    locked(measure.plan)
    locked(measure)
    if measure.actions.exists():
        raise ValidationError("Actions are measured by this. Take it off them first.")
    record(by=by, verb="removed measure", target=measure, area_id=measure.plan.area_id)
    keep(by=by, row=measure, removed=True)
    measure.delete()


def _check_number(outcome: HighLevelOutcome) -> None:
    same = HighLevelOutcome.objects.filter(plan_id=outcome.plan_id, number=outcome.number)
    if same.exclude(pk=outcome.pk).exists():
        raise ValidationError({"number": f"This plan has an outcome {outcome.number} already."})
    outcome.full_clean(exclude=["plan"])


def _check_measure(measure: Measure) -> None:
    same = Measure.objects.filter(
        plan_id=measure.plan_id, text=measure.text, evidence_sources=measure.evidence_sources
    )
    if same.exclude(pk=measure.pk).exists():
        raise ValidationError({"text": "This measure stands in the plan already."})
    measure.full_clean(exclude=["plan"])


def _link(outcome: HighLevelOutcome, headings: Iterable[Heading]) -> None:
    chosen = list(headings)
    if any(heading.plan_id != outcome.plan_id for heading in chosen):
        raise ValueError("A heading contributes to outcomes of its own plan only")
    outcome.headings.set(chosen)


def _names(outcome: HighLevelOutcome) -> list[str]:
    return [str(heading) for heading in outcome.headings.all()]


def _record_edit(
    by: User | None, verb: str, row: HighLevelOutcome | Measure, changes: Changes
) -> None:
    if changes:
        record(by=by, verb=verb, target=row, area_id=row.plan.area_id, changes=changes)
