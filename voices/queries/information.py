"""What children and families said, for a request for information: what was shared, in other words
than theirs. A quotation is not among it: consent to one is given for less."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from actions.models import Action
from committees.models import Area
from documents.files.cells import Cell
from plans.models import Plan
from voices.models import Voice, VoiceLink

Row = Sequence[Cell]


def said_between(
    area: Area,
    since: date,
    until: date,
    *,
    plan: Plan | None = None,
    actions: QuerySet[Action] | None = None,
) -> list[Row]:
    """Who said it, how, when, what, what was decided and how they were told, the oldest first; of a
    plan, or of some actions, what is about them. One query."""
    rows = Voice.objects.filter(area=area, shared_at__isnull=False).exclude(said="")
    rows = rows.filter(heard_on__gte=since, heard_on__lte=until).select_related("group")
    about = None
    if actions is not None:
        about = Q(action__in=actions)
    elif plan:
        about = Q(action__plan=plan) | Q(heading__plan=plan) | Q(outcome__plan=plan)
    if about is not None:
        rows = rows.filter(pk__in=VoiceLink.objects.standing().filter(about).values("voice"))
    return [
        (
            *(row.people, row.get_method_display(), row.heard_on, row.said, row.answer_words),
            row.feedback_words,
        )
        for row in rows.order_by("heard_on", "pk")
    ]
