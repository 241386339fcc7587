"""The words of returns, for what is taken for a request for information."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from committees.models import Area
from documents.files.cells import Cell
from returns.models import Return
from returns.queries.contents import contents_of


def returned_between(area: Area, since: date, until: date) -> list[Sequence[Cell]]:
    """What was sent between two days: a row for the return's own words, and for each thing in it.
    Drafts are not among it. Five queries."""
    rows = Return.objects.filter(
        duty__area=area, sent_at__date__gte=since, sent_at__date__lte=until
    ).select_related("duty__body")
    contents = contents_of(rows.order_by("sent_at", "pk"), until)
    told: list[Sequence[Cell]] = []
    for content in contents.values():
        sent = content.sending
        own = (str(sent.duty), sent.period.name, _day(sent))
        words = "\n".join(filter(None, (sent.summary, sent.next_steps)))
        told.append((*own, "", words))
        told += [
            (*own, item.told.name, "\n".join(f"{line.label}: {line.words}" for line in item.lines))
            for item in content.items
        ]
    return told


def _day(sent: Return) -> date | None:
    return timezone.localdate(sent.sent_at) if sent.sent_at else None
