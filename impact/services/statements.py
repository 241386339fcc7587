"""Writes of what is said of the difference made on a priority."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from audit.services import record
from audit.services.edits import edit, locked
from impact.models import GROUNDS, Chosen, Statement
from impact.rules.evidence import Evidence
from outcomes.models import HighLevelOutcome
from plans.models import Heading

COLUMN = {ground: name for name, ground in GROUNDS.items()}


@transaction.atomic
def write_statement(
    *,
    by: User | None,
    priority: Heading | HighLevelOutcome,
    expected: int,
    text: str,
    evidence: Collection[Evidence],
) -> Statement:
    """Say what difference was made, and by what that shows: the priority's draft, which is begun
    where there is none.

    Raises EditConflict when somebody else saved the draft after version `expected` (0: there was
    none), ValidationError where nothing shows it.
    """
    locked(priority.plan)
    if not evidence:
        raise ValidationError({"evidence": "Choose what shows it."})
    about: dict[str, Any] = (
        {"heading": priority} if isinstance(priority, Heading) else {"outcome": priority}
    )
    draft = Statement.objects.filter(**about, shared_at=None).first()
    if draft is None:
        return _begin(
            by, Statement(plan=priority.plan, text=text, written_by=by, **about), evidence
        )
    before = {row.evidence for row in draft.chosen.all()}
    wanted = set(evidence)
    also = {"evidence": [_sent(before), _sent(wanted)]} if before != wanted else {}
    values = {"text": text.strip()}
    if changes := edit(draft, values, expected=expected, also=also, check=_check):
        draft.chosen.all().delete()
        _choose(draft, evidence)
        _record(by, "edited statement", draft, changes)
    return draft


@transaction.atomic
def share_statement(*, by: User, statement: Statement, at: datetime | None = None) -> Statement:
    """Let everybody who sees the plan read it, an inspector too; from now on, or from `at`, it
    stands in the place of the one before. It stays as it is."""
    statement = locked(statement, "plan")
    if statement.share(by, at):
        _record(by, "shared statement", statement, {})
    return statement


def _begin(by: User | None, statement: Statement, evidence: Collection[Evidence]) -> Statement:
    statement.text = statement.text.strip()
    _check(statement)
    statement.save()
    _choose(statement, evidence)
    _record(by, "began statement", statement, {"text": statement.text, "evidence": _sent(evidence)})
    return statement


def _choose(statement: Statement, evidence: Collection[Evidence]) -> None:
    Chosen.objects.bulk_create(
        Chosen(statement=statement, **{f"{COLUMN[one.ground]}_id": one.key})
        for one in dict.fromkeys(evidence)
    )


def _check(statement: Statement) -> None:
    statement.full_clean(exclude=["plan", "heading", "outcome", "shared_by", "shared_at"])


def _sent(evidence: Collection[Evidence]) -> list[str]:
    return sorted(one.sent for one in evidence)


def _record(by: User | None, verb: str, statement: Statement, changes: dict[str, Any]) -> None:
    area_id = statement.plan.area_id
    record(by=by, verb=verb, target=statement, area_id=area_id, changes=changes)
