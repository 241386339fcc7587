"""Whose own a return is: somebody else accepts it, or sends it back."""

from __future__ import annotations

from django.utils import timezone

from audit.models import Event
from committees.models import Post
from committees.rules.interests import Interest
from returns.models import Return
from returns.queries.writers import writers_of


def of_return(row: Return) -> Interest:
    """Who sent it, who wrote in it, and whose sub-committee it is of. Five queries."""
    today = timezone.localdate()
    told = Event.objects.filter(target_type=Return._meta.label_lower, target_id=row.pk)
    wrote = told.filter(actor_id__isnull=False).values_list("actor_id", flat=True)
    spoken = writers_of([row.duty], today)[row.duty_id]
    groups = Post.objects.filter(body=row.duty.body_id).values_list("pk", flat=True)
    sent = {timezone.localdate(row.sent_at)} if row.sent_at else set()
    return Interest(
        pressed=frozenset(filter(None, [row.sent_by_id])),
        authors=frozenset([*filter(None, wrote), *(one.pk for one in spoken.chairs)]),
        posts=frozenset(groups),
        days=frozenset({today, *sent}),
    )
