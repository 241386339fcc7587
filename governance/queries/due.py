"""What falls due of the committee itself, said in advance on the first page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from committees.enums import BodyKind
from committees.models import Area, Membership
from governance.models import Strategy, Term
from governance.rules.terms import SOON, Office, term_on


@dataclass(frozen=True)
class Due:
    """Of an area's committee how many terms of office are over or soon end, and how many reviews of
    strategies are overdue or soon due."""

    area: Area
    terms: int
    reviews: int


def due_in(areas: Sequence[Area], today: date) -> list[Due]:
    """Those of `areas` in which anything falls due. Two queries, and none for no area."""
    if not areas:
        return []
    terms, reviews = _terms(areas, today), _reviews(areas, today)
    rows = [Due(area, terms[area.pk], reviews[area.pk]) for area in areas]
    return [row for row in rows if row.terms or row.reviews]


def _terms(areas: Sequence[Area], today: date) -> Counter[int]:
    seated = Membership.objects.filter(body__area__in=areas, body__kind=BodyKind.COMMITTEE)
    rows = Term.objects.filter(membership__in=seated.current(today)).order_by("pk")
    of_seat: defaultdict[tuple[int, int, date | None], list[Office]] = defaultdict(list)
    columns = ("membership__body__area", "membership", "membership__ends", "starts", "ends")
    for area, seat, seat_ends, starts, ends in rows.values_list(*columns):
        of_seat[area, seat, seat_ends].append(Office(starts, ends))
    ending = [
        area
        for (area, _, seat_ends), terms in of_seat.items()
        if (term := term_on(terms, seat_ends, today)).over or term.soon
    ]
    return Counter(ending)


def _reviews(areas: Sequence[Area], today: date) -> Counter[int]:
    rows = Strategy.objects.filter(body__area__in=areas, body__kind=BodyKind.COMMITTEE)
    near = rows.filter(due_on__lte=today + SOON).order_by()
    return Counter(near.values_list("body__area", flat=True))
