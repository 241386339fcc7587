"""What the committee decided for each audience; what holds where it decided nothing."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from committees.models import Area
from figures.enums import Audience, ChangeState, Method
from figures.models import AudienceRule, RuleChange
from figures.rules.editions.audiences import Rule


def audience_rule(area: Area, audience: str) -> AudienceRule:
    """The row, or one that is not saved with what holds by default: 1 to 4 hidden, zero shown."""
    row = AudienceRule.objects.filter(area=area, audience=audience).first()
    return row or AudienceRule(area=area, audience=audience, method=Method.HIDE)


def rule_of(row: AudienceRule | RuleChange) -> Rule:
    return Rule(Method(row.method), row.threshold, row.zero_shown)


def rules_of(area: Area) -> dict[Audience, Rule]:
    """What holds for every audience. One query."""
    rows = {row.audience: rule_of(row) for row in AudienceRule.objects.filter(area=area)}
    return {audience: rows.get(audience, Rule()) for audience in Audience}


def highest_threshold(user: AbstractBaseUser | AnonymousUser) -> int:
    """Up to which number of children some audience is kept from, in the areas in which `user` has
    a role: what they write is read there. One query."""
    columns = ("pk", *(f"audience_rules__{name}" for name in ("audience", "method", "threshold")))
    rules: dict[int, dict[str, Rule]] = {}
    for area, audience, *given in Area.objects.filter(role_grants__user=user.pk).values_list(
        *columns
    ):
        own = rules.setdefault(area, dict.fromkeys(Audience, Rule()))
        if audience:
            method, threshold = given
            own[audience] = Rule(Method(method), threshold)
    kept = [rule for own in rules.values() for rule in own.values()] or [Rule()]
    return max(rule.threshold for rule in kept if not rule.is_exact)


def waiting_changes(area: Area) -> list[RuleChange]:
    """What waits for a second person, the newest first."""
    rows = RuleChange.objects.filter(area=area, state=ChangeState.WAITING)
    return list(rows.select_related("proposed_by", "area"))


def answered_changes(area: Area, most: int = 10) -> list[RuleChange]:
    rows = RuleChange.objects.filter(area=area).exclude(state=ChangeState.WAITING)
    return list(rows.select_related("proposed_by", "decided_by")[:most])
