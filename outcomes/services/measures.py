"""Writes to the measures by which a committee will know that something made a difference."""

from collections.abc import Iterable
from dataclasses import fields

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import keep, record
from audit.services.edits import Changes, after_last, edit, locked, write_if_unchanged
from outcomes.models import HighLevelOutcome, Measure
from outcomes.rules.measurement import Counting, faults
from outcomes.rules.readings import told
from plans.enums import OVER
from plans.models import Plan
from plans.services import require_review, since

UNIT_STANDS = "Readings stand in the unit as it was. Stop using this measure and add another one."


@transaction.atomic
def add_measure(
    *,
    by: User | None,
    plan: Plan,
    text: str,
    evidence_sources: str = "",
    counting: Counting | None = None,
    outcomes: Iterable[HighLevelOutcome] = (),
) -> Measure:
    """How the committee will know, last in the plan's list of measures.

    `counting` says in what it is counted, where it is; `outcomes` are those that it belongs to.
    Raises ValidationError for a measure that stands in the plan already, and for numbers and days
    that do not go together.
    """
    require_review(locked(plan))
    measure = Measure(
        plan=plan,
        text=text.strip(),
        evidence_sources=evidence_sources.strip(),
        position=after_last(plan.measures.all()),
        **(counting or Counting()).values(),
    )
    _check_measure(measure)
    measure.save()
    _belong(measure, outcomes)
    keep(by=by, row=measure, since=since(plan))
    record(by=by, verb="added measure", target=measure, area_id=plan.area_id)
    return measure


@transaction.atomic
def edit_measure(
    *,
    by: User | None,
    measure: Measure,
    expected: int,
    text: str,
    evidence_sources: str,
    counting: Counting | None = None,
    outcomes: Iterable[HighLevelOutcome] | None = None,
) -> Measure:
    """Change a measure's words, its sources, in what it is counted, or to what it belongs.

    What is not given stays. Raises as `add_measure` and `edit_outcome`; a unit in which readings
    stand stays.
    """
    plan = locked(measure.plan)
    values = {"text": text.strip(), "evidence_sources": evidence_sources.strip()}
    if plan.state in OVER or any(getattr(measure, name) != text for name, text in values.items()):
        require_review(plan)
    values |= counting.values() if counting else {}
    linked = _relinked(measure, outcomes)
    changes = edit(measure, values, expected=expected, check=_check_measure, also=linked)
    if outcomes is not None and linked:
        _belong(measure, outcomes)
    if changes:
        keep(by=by, row=measure)
        record(
            by=by,
            verb="edited measure",
            target=measure,
            area_id=measure.plan.area_id,
            changes=told(changes, measure),
        )
    return measure


@transaction.atomic
def remove_measure(*, by: User | None, measure: Measure) -> None:
    """Take out a measure; one that has readings stays in the record and is used no more.

    Raises ValidationError while actions are measured by it.
    """
    require_review(locked(measure.plan))
    now = locked(measure)
    if measure.actions.exists():
        raise ValidationError("Actions are measured by this. Take it off them first.")
    if now.ended_on:
        raise ValidationError("This measure is not used any more already.")
    verb, area_id = "removed measure", measure.plan.area_id
    if measure.readings.exists():
        verb = "ended measure"
        values = {"ended_on": timezone.localdate()}
        write_if_unchanged(measure, expected=now.row_version, **values)
        keep(by=by, row=measure)
    record(by=by, verb=verb, target=measure, area_id=area_id)
    if not measure.ended_on:
        keep(by=by, row=measure, removed=True)
        measure.delete()


def _check_measure(measure: Measure) -> None:
    same = Measure.objects.in_use().filter(
        plan_id=measure.plan_id, text=measure.text, evidence_sources=measure.evidence_sources
    )
    if same.exclude(pk=measure.pk).exists():
        raise ValidationError({"text": "This measure stands in the plan already."})
    counting = Counting(**{one.name: getattr(measure, one.name) for one in fields(Counting)})
    if said := faults(counting, timezone.localdate()):
        raise ValidationError(said)
    if measure.pk and measure.readings.exclude(measure__unit=measure.unit).exists():
        raise ValidationError({"unit": UNIT_STANDS})
    measure.full_clean(exclude=["plan"])


def _belong(measure: Measure, outcomes: Iterable[HighLevelOutcome]) -> None:
    chosen = list(outcomes)
    if any(outcome.plan_id != measure.plan_id for outcome in chosen):
        raise ValueError("A measure belongs to outcomes of its own plan only")
    measure.outcomes.set(chosen)


def _relinked(measure: Measure, outcomes: Iterable[HighLevelOutcome] | None) -> Changes:
    """To which outcomes it belonged and belongs, where that changes."""
    before = sorted(str(row) for row in measure.outcomes.all())
    after = before if outcomes is None else sorted(str(row) for row in outcomes)
    return {} if before == after else {"outcomes": [before, after]}
