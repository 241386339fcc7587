"""Writes to the high-level outcomes beside a plan's tree."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from audit.services import keep, record
from audit.services.edits import Changes, after_last, edit, locked
from outcomes.models import HighLevelOutcome
from plans.models import Heading, Plan
from plans.services import require_review, since


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
    require_review(locked(plan))
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
    require_review(locked(outcome.plan))
    chosen, before = list(headings), _names(outcome)
    after = sorted(str(heading) for heading in chosen)
    linked = {} if sorted(before) == after else {"headings": [before, after]}
    values = {"number": number.strip(), "text": text.strip()}
    changes = edit(outcome, values, expected=expected, check=_check_number, also=linked)
    if linked:
        _link(outcome, chosen)
    if changes:
        keep(by=by, row=outcome)
    _record_edit(by, outcome, changes)
    return outcome


@transaction.atomic
def remove_outcome(*, by: User | None, outcome: HighLevelOutcome) -> None:
    """Take out an outcome.

    Raises ValidationError while actions contribute to it, or measures belong to it.
    """
    require_review(locked(outcome.plan))
    locked(outcome)
    if outcome.actions.exists():
        raise ValidationError("Actions contribute to this outcome. Take it off them first.")
    if outcome.measures.exists():
        raise ValidationError("Measures belong to this outcome. Take it off them first.")
    record(
        by=by,
        verb="removed high-level outcome",
        target=outcome,
        area_id=outcome.plan.area_id,
        changes={"headings": _names(outcome)},
    )
    keep(by=by, row=outcome, removed=True)
    outcome.delete()


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


def _record_edit(by: User | None, row: HighLevelOutcome, changes: Changes) -> None:
    if changes:
        record(
            by=by,
            verb="edited high-level outcome",
            target=row,
            area_id=row.plan.area_id,
            changes=changes,
        )
