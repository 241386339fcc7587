"""Which minutes or summary a paper in somebody's hand belongs to, as far as they may read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from audit.models import Event
from committees.querysets import Actor
from papers.enums import TOOK_WRITTEN
from papers.models import Paper

DRAFT: Final = "It is a draft: nobody has agreed it. Nobody may rely on it."
TAKEN_AS_DRAFT: Final = "It was taken as a draft, and what was agreed since may be other."


@dataclass(frozen=True)
class WrittenMatch:
    """Minutes or a summary, what the paper is, and what became of it; how grave that is."""

    paper: Paper
    what: str
    told: str
    level: str


def known_written_file(sha256: str, user: Actor | None = None) -> list[WrittenMatch]:
    """The papers of which somebody was handed these bytes."""
    taken = Event.objects.filter(verb=TOOK_WRITTEN, changes__sha256=sha256).order_by("pk")
    named: dict[int, Event] = {}
    for event in taken:
        if event.target_id is not None:
            named.setdefault(event.target_id, event)
    rows = _visible(Q(pk__in=named), user)
    return [_match(row, _what(named[row.pk]), _of_draft(named[row.pk])) for row in rows]


def known_written_mark(mark: str, user: Actor | None = None) -> list[WrittenMatch]:
    """The agreed papers whose hash begins so; a draft's mark is another after each change."""
    rows = _visible(Q(sha256__startswith=mark), user)
    return [_match(row, "A page of it", of_draft=False) for row in rows]


def _visible(which: Q, user: Actor | None) -> list[Paper]:
    rows = Paper.objects.filter(which) if user is None else Paper.objects.visible_to(user)
    related = ("area", "meeting__body", "report", "agreed_meeting")
    return list(rows.filter(which).select_related(*related).order_by("pk"))


def _what(event: Event) -> str:
    return f"{event.changes['paper']} ({event.changes['of']}), taken by {event.actor_label}"


def _of_draft(event: Event) -> bool:
    return str(event.changes["of"]).endswith("draft")


def _match(paper: Paper, what: str, of_draft: bool) -> WrittenMatch:
    if paper.withdrawn_at is not None:
        return WrittenMatch(paper, what, "It was taken back since, and does not count.", "error")
    if paper.agreed_at is None:
        return WrittenMatch(paper, what, DRAFT, "warning")
    if of_draft:
        return WrittenMatch(paper, what, TAKEN_AS_DRAFT, "warning")
    return WrittenMatch(paper, what, str(paper.content["state"]), "success")
