"""What the page of one return shows: how it stands, its sendings, and its draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from returns.models import Duty, Return
from returns.queries.contents import Content, contents_of
from returns.queries.register import Owed, owed_of


@dataclass(frozen=True)
class Parts:
    """`sendings` are those that the reader sees, the latest first; `draft` is for its writers."""

    owed: Owed
    sendings: Sequence[Content]
    draft: Content | None

    @property
    def last(self) -> Return | None:
        return self.sendings[0].sending if self.sendings else None

    @property
    def unchecked(self) -> Return | None:
        """The last sending, where nobody has said yet what is made of it."""
        return self.last if self.last and not hasattr(self.last, "verdict") else None


def return_parts(duty: Duty, seen: QuerySet[Return], period_end: date, today: date) -> Parts | None:
    """None for a quarter of which nothing is owed. A constant number of queries."""
    owed = next((one for one in owed_of([duty], today) if one.period.end == period_end), None)
    if owed is None:
        return None
    rows = list(seen.select_related("duty", "sent_by", "verdict__checked_by").order_by("-number"))
    told = contents_of(rows, today)
    drafts = [told[row.pk] for row in rows if row.is_draft]
    sent = [told[row.pk] for row in rows if not row.is_draft]
    return Parts(owed, sent, drafts[0] if drafts else None)
