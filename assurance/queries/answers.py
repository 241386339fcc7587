"""Which findings are answered: by an action that stands or that others took the place of, or by a
decision that none comes of it."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from actions.models import Lineage
from assurance.models import Finding, FindingAction, FindingDecision
from committees.querysets import Actor


def unanswered(user: Actor, findings: QuerySet[Finding]) -> QuerySet[Finding]:
    """Those of which no action came, or only such as were withdrawn for nothing, as far as `user`
    sees it, and on which nothing was decided."""
    rows = FindingAction.objects.visible_to(user).filter(finding=OuterRef("pk"))
    decided = FindingDecision.objects.standing().filter(finding=OuterRef("pk"))
    return findings.filter(~Exists(_answering(rows)), ~Exists(decided))


def answered_by_action(finding: Finding) -> bool:
    """Whether an action answers it, whoever sees that."""
    return _answering(FindingAction.objects.filter(finding=finding)).exists()


def _answering(links: QuerySet[FindingAction]) -> QuerySet[FindingAction]:
    onward = Lineage.objects.filter(source=OuterRef("action"))
    standing = links.filter(ended_at=None)
    return standing.filter(Q(action__withdrawn_on=None) | Exists(onward))
