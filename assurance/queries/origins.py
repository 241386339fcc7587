"""Findings among what actions came of, and those that nothing answers yet."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from actions.enums import Origin
from assurance.enums import ActivityKind
from assurance.models import Finding, FindingAction
from assurance.queries.answers import unanswered
from committees.models import Area
from committees.querysets import Actor
from plans.queries.origins import Outstanding, Provenance, Register

# the word for its origin that an action bears
GROUPS: Final = {
    ActivityKind.INSPECTION: Origin.INSPECTION,
    ActivityKind.PROGRESS_REVIEW: Origin.INSPECTION,
    ActivityKind.AUDIT: Origin.AUDIT,
    ActivityKind.SELF_EVALUATION: Origin.SELF_EVALUATION,
    ActivityKind.SURVEY: Origin.SCRUTINY,
    ActivityKind.OBSERVATION: Origin.SCRUTINY,
    ActivityKind.EXTERNAL: Origin.SCRUTINY,
    ActivityKind.CASE_REVIEW: Origin.LEARNING_REVIEW,
    ActivityKind.POLICY: Origin.NATIONAL_POLICY,
    ActivityKind.RESEARCH: Origin.RESEARCH,
}


def _came_of(user: Actor, actions: Collection[int]) -> Iterator[Provenance]:
    links = FindingAction.objects.visible_to(user).standing().filter(action__in=actions)
    for link in links.select_related("finding__activity").order_by("added_at", "pk"):
        yield Provenance(
            link.action_id,
            *("activity", link.finding.activity_id),
            _name(link.finding),
            link.finding.text,
        )


def _outstanding(user: Actor, area: Area) -> Iterator[Outstanding]:
    """Findings that neither an action nor a decision answers."""
    findings = unanswered(user, Finding.objects.visible_to(user).filter(activity__area=area))
    for row in findings.select_related("activity").order_by("pk"):
        yield Outstanding(
            str(GROUPS[ActivityKind(row.activity.kind)].label),
            *("activity", row.activity_id),
            _name(row),
            row.text,
            row.activity.reported_on,
        )


def _name(finding: Finding) -> str:
    return f"{finding.activity}, finding {finding.reference}"


FINDINGS: Final = Register(_came_of, _outstanding)
