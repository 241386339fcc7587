"""Writes of how an area judges itself, and of the year's programme."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from actions.models import Action
from assurance.models import Activity
from audit.services import keep, keep_edit, record
from audit.services.edits import EditConflict, edit, locked
from evaluation.models import Evaluation, Evidence, Planned, QualityIndicator
from evaluation.rules.facts import EvaluationFacts
from evaluation.services.evidence import keep_words

CHOICES = ("activity", "action")
CHOSEN = Q(activity__isnull=False) | Q(action__isnull=False)
TO_COME = "This day is still to come."
SHARED = "The draft was shared meanwhile, and stays as it is. Open the form anew for another."


@transaction.atomic
def write_evaluation(
    *,
    by: User | None,
    indicator: QualityIndicator,
    expected: int,
    facts: EvaluationFacts,
    activities: Collection[Activity],
    actions: Collection[Action],
    today: date,
) -> Evaluation:
    """Judge by an indicator: its draft, which is begun where there is none.

    Raises EditConflict when somebody else saved the draft after version `expected` (0: there was
    none), ValidationError for a day to come, and where that draft was shared meanwhile.
    """
    indicator = locked(indicator, "domain__framework")
    if facts.on > today:
        raise ValidationError({"on": TO_COME})
    area_id = _area_of(indicator)
    if {*(row.area_id for row in activities), *(row.plan.area_id for row in actions)} - {area_id}:
        raise ValueError("An evaluation rests on what its own area has only")
    draft = Evaluation.objects.filter(indicator=indicator, shared_at=None).first()
    if draft is None:
        if expected:
            raise ValidationError(SHARED)
        return _begin(by, Evaluation(indicator=indicator, written_by=by), facts,
                      [*activities, *actions], today)  # fmt: skip
    chosen: dict[tuple[str, int], Activity | Action] = {
        **{("activity", one.pk): one for one in activities},
        **{("action", row.pk): row for row in actions},
    }
    stands = {_thing(row): row for row in draft.evidence.filter(CHOSEN).select_related(*CHOICES)}
    gone = [row for thing, row in stands.items() if thing not in chosen]
    new = evidence_rows(draft, [one for thing, one in chosen.items() if thing not in stands], today)
    before, wanted = _names(stands.values()), _names([*(set(stands.values()) - set(gone)), *new])
    also = {"evidence": [before, wanted]} if before != wanted else {}
    if changes := edit(draft, asdict(facts), expected=expected, also=also, check=_check):
        # what stays keeps the words that it said when it was joined
        draft.evidence.filter(pk__in=[row.pk for row in gone]).delete()
        Evidence.objects.bulk_create(new)
        _record(by, "edited evaluation", draft, area_id, changes)
    return draft


@transaction.atomic
def share_evaluation(*, by: User, evaluation: Evaluation, at: datetime | None = None) -> Evaluation:
    """Let everybody who reads plans in the area read it, an inspector too; from now on, or from
    `at`, it stands in the place of the one before. It stays as it is."""
    evaluation = locked(evaluation, "indicator__domain__framework")
    if evaluation.share(by, at):
        _record(by, "shared evaluation", evaluation, _area_of(evaluation.indicator), {})
    return evaluation


@transaction.atomic
def plan_evaluation(
    *,
    by: User | None,
    indicator: QualityIndicator,
    expected: int,
    on: date | None,
    since: date | None = None,
) -> Planned:
    """In the month of which day an indicator is evaluated next; None where none is planned.

    `expected` is 0 where nothing was planned yet; a first plan counts from the day `since` (today)
    on. Raises EditConflict when somebody else planned it meanwhile.
    """
    indicator = locked(indicator, "domain__framework")
    row, made = Planned.objects.get_or_create(indicator=indicator, defaults={"on": on})
    changes: dict[str, Any] = {"on": on} if made else {}
    if made and expected:
        raise EditConflict(row)
    if not made:
        changes = edit(row, {"on": on}, expected=expected)
    if made:
        keep(by=by, row=row, since=since or timezone.localdate())
    elif changes:
        keep_edit(by=by, row=row, changes=changes)
    if changes:
        _record(by, "planned evaluation", row, _area_of(indicator), changes)
    return row


def _begin(
    by: User | None,
    evaluation: Evaluation,
    facts: EvaluationFacts,
    things: Collection[Activity | Action],
    today: date,
) -> Evaluation:
    for name, value in asdict(facts).items():
        setattr(evaluation, name, value)
    _check(evaluation)
    evaluation.save()
    rows = Evidence.objects.bulk_create(evidence_rows(evaluation, things, today))
    about = {"on": facts.on, "judgement": evaluation.judged, "evidence": _names(rows)}
    _record(by, "began evaluation", evaluation, _area_of(evaluation.indicator), about)
    return evaluation


def evidence_rows(
    evaluation: Evaluation, things: Collection[Activity | Action], today: date
) -> list[Evidence]:
    """A row for each thing, with what it says today; not saved yet."""
    rows = [
        Evidence(
            evaluation=evaluation,
            activity=one if isinstance(one, Activity) else None,
            action=one if isinstance(one, Action) else None,
        )
        for one in dict.fromkeys(things)
    ]
    return keep_words(rows, evaluation, today)


def _thing(row: Evidence) -> tuple[str, int]:
    return ("action" if row.action_id else "activity", row.key)


def _names(rows: Iterable[Evidence]) -> list[str]:
    return sorted(row.name for row in rows)


def _check(evaluation: Evaluation) -> None:
    evaluation.full_clean(exclude=["indicator", "written_by", "shared_by", "shared_at"])


def _area_of(indicator: QualityIndicator) -> int:
    return indicator.domain.framework.area_id


def _record(
    by: User | None, verb: str, row: Evaluation | Planned, area_id: int, changes: dict[str, Any]
) -> None:
    record(by=by, verb=verb, target=row, area_id=area_id, changes=changes)
