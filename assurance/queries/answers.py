"""Which findings are answered: by an action that stands, be it one that took the place of another,
or by a decision that none comes of it. The rule is that of the entry's own page (`answers`)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from actions.models import Action
from assurance.models import Finding, FindingAction, FindingDecision
from assurance.queries.trace import onward
from assurance.rules.trace import answers, reached
from committees.querysets import Actor


def unanswered(user: Actor, findings: QuerySet[Finding]) -> QuerySet[Finding]:
    """Those of which no action came, or only such as were withdrawn for nothing in the end, as far
    as `user` sees it, and on which nothing was decided. Two queries beside its own, and one for
    each step in the longest chain of actions."""
    links = FindingAction.objects.visible_to(user).standing().filter(finding__in=findings)
    pairs = list(links.order_by().values_list("finding", "action"))
    decided = FindingDecision.objects.standing().filter(finding=OuterRef("pk"))
    answered = _answered(Action.objects.visible_to(user), pairs)
    return findings.filter(~Exists(decided)).exclude(pk__in=answered)


def answered_by_action(finding: Finding) -> bool:
    """Whether an action answers it, whoever sees that."""
    links = FindingAction.objects.filter(finding=finding).standing()
    return bool(_answered(Action.objects.all(), links.values_list("finding", "action")))


def _answered(seen: QuerySet[Action], links: Iterable[tuple[int, int]]) -> set[int]:
    """The findings for which an action stands; `links` are the keys of each and of its action."""
    pairs = list(links)
    if not pairs:
        return set()
    steps = onward(seen, {action for _, action in pairs})
    wanted = {action for _, action in pairs} | {to for rows in steps.values() for to, _ in rows}
    withdrawn = dict(Action.objects.filter(pk__in=wanted).values_list("pk", "withdrawn_on"))
    return {
        finding
        for finding, action in pairs
        if answers(withdrawn[one.action] for one in reached(action, steps))
    }
