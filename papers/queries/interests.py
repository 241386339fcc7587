"""Whose own a written paper is: who wrote in it."""

from __future__ import annotations

from django.utils import timezone

from accounts.roles import Permission
from audit.models import Event
from committees.queries.interests import why_not_theirs
from committees.querysets import Actor
from committees.rules.interests import Interest, Matter
from papers.enums import PaperKind
from papers.models import Paper, PaperPart

WROTE = "wrote paper part"
AGREES = {
    PaperKind.MINUTES: Permission.MEETING_RECORD,
    PaperKind.SUMMARY: Permission.REPORT_ISSUE,
}
WRITES = {
    PaperKind.MINUTES: Permission.MEETING_RECORD,
    PaperKind.SUMMARY: Permission.VOICE_EDIT,
}


def of_paper(paper: Paper) -> Interest:
    """Everybody who wrote in it, whose words another put in other words too. One query."""
    parts = PaperPart.objects.filter(paper=paper).values("pk")
    events = Event.objects.filter(
        target_type="papers.paperpart", target_id__in=parts, verb=WROTE, actor_id__isnull=False
    )
    authors = frozenset(key for key in events.values_list("actor_id", flat=True) if key)
    return Interest(authors=authors)


def why_not_agree(user: Actor, paper: Paper) -> str:
    """Why somebody else has to agree a paper, with who could; "" where `user` may."""
    return why_not_theirs(
        Matter.PAPER,
        user,
        of_paper(paper),
        area_id=paper.area_id,
        permissions=(AGREES[PaperKind(paper.kind)],),
        today=timezone.localdate(),
    )
