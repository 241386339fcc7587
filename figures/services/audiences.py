"""What an audience may see: hidden at once by one person, shown by two."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Permission
from audit.services import keep, record
from audit.services.edits import edit, locked
from committees.models import Area
from committees.permissions import may
from figures.enums import Audience, ChangeState, Method
from figures.models import AudienceRule, RuleChange
from figures.queries.audiences import audience_rule, rule_of, rules_of
from figures.queries.interests import why_own_rule
from figures.rules.editions.audiences import Rule, shows_more, why_not

DONE = {
    ChangeState.CONFIRMED: "confirmed rule for audience",
    ChangeState.REFUSED: "refused rule for audience",
    ChangeState.WITHDRAWN: "withdrew rule for audience",
}


@transaction.atomic
def set_audience_rule(
    *,
    by: User | None,
    area: Area,
    audience: str,
    method: str,
    threshold: int,
    zero_shown: bool,
    reason: str,
) -> AudienceRule | RuleChange:
    """What hides more holds at once. What shows an audience more is a proposal that somebody else
    confirms; for the operator (`by` is nobody) it holds at once too.

    What was issued stays as it is. Raises ValidationError where a narrower audience would be
    shown more than a wider one, and where another proposal waits.
    """
    area = locked(area)
    row, rule = audience_rule(area, audience), Rule(Method(method), threshold, zero_shown)
    _refuse_unfit(area, audience, rule)
    if not reason.strip():
        raise ValidationError({"reason": "Say who decided this, and why."})
    before = rule_of(row)
    if by is None or not shows_more(before, rule):
        if before != rule:
            _set(by, row, rule, reason)
        return row
    waiting = RuleChange.objects.filter(
        area=area, audience=audience, state=ChangeState.WAITING
    ).first()
    if waiting and waiting.proposed_by_id == by.pk and rule_of(waiting) == rule:
        return waiting
    if waiting:
        raise ValidationError(
            "Another change for this audience waits already. It is confirmed, refused or "
            "withdrawn first."
        )
    change = RuleChange(
        area=area,
        audience=audience,
        method=method,
        threshold=threshold,
        zero_shown=zero_shown,
        reason=reason.strip(),
        proposed_by=by,
        proposed_at=timezone.now(),
    )
    change.clean_fields(exclude={"decided_by", "decided_at"})
    change.save()
    _record(by, change, "proposed rule for audience")
    return change


@transaction.atomic
def answer_rule(*, by: User, change: RuleChange, accepted: bool) -> RuleChange:
    """A second person confirms or refuses what was proposed. Raises ValidationError for one's own,
    and for what does not wait any more."""
    area = locked(change.area)
    change = _waiting(change)
    if not may(by, Permission.FIGURE_ISSUE, area.pk):
        raise ValidationError("Whoever releases figures confirms this.")
    if why := why_own_rule(by, change):
        raise ValidationError(why)
    if accepted:
        _refuse_unfit(area, change.audience, rule_of(change))
        _set(by, audience_rule(area, change.audience), rule_of(change), change.reason)
    _close(by, change, ChangeState.CONFIRMED if accepted else ChangeState.REFUSED)
    return change


@transaction.atomic
def withdraw_rule(*, by: User, change: RuleChange) -> RuleChange:
    """Whoever proposed it takes it back."""
    locked(change.area)
    change = _waiting(change)
    if change.proposed_by_id != by.pk:
        raise ValidationError("Whoever proposed it takes it back.")
    _close(by, change, ChangeState.WITHDRAWN)
    return change


def _waiting(change: RuleChange) -> RuleChange:
    row = locked(change, "area", "proposed_by")
    if row.state != ChangeState.WAITING:
        raise ValidationError(f"This was {row.get_state_display().lower()} already.")
    return row


def _close(by: User, change: RuleChange, state: ChangeState) -> None:
    change.state, change.decided_by, change.decided_at = state, by, timezone.now()
    change.save(update_fields=["state", "decided_by", "decided_at"])
    _record(by, change, DONE[state])


def _set(by: User | None, row: AudienceRule, rule: Rule, reason: str) -> None:
    values = {"method": rule.method, "threshold": rule.threshold, "zero_shown": rule.zero_shown}
    before = rule_of(row).words
    if row._state.adding:
        row.method, row.threshold, row.zero_shown = rule
        row.full_clean()
        row.save()
    else:
        edit(row, values, expected=row.row_version)
    keep(by=by, row=row)
    record(
        by=by,
        verb="set rule for audience",
        target=row,
        area_id=row.area_id,
        changes={
            "audience": row.get_audience_display(),
            "rule": [before, rule.words],
            "reason": reason.strip(),
        },
    )


def _refuse_unfit(area: Area, audience: str, rule: Rule) -> None:
    if why := why_not(Audience(audience), rule, rules_of(area)):
        raise ValidationError({"method": why})


def _record(by: User | None, change: RuleChange, verb: str) -> None:
    changes = {
        "audience": change.get_audience_display(),
        "rule": rule_of(change).words,
        "reason": change.reason,
    }
    record(by=by, verb=verb, target=change, area_id=change.area_id, changes=changes)
