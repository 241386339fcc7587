"""What was said in editions, verified by their hashes; and what somebody may see now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accounts.roles import Permission
from committees.models import Area
from committees.permissions import may
from committees.querysets import Actor
from disclosure import Publication
from figures.enums import Audience, EditionState
from figures.models import Edition, Lifting
from figures.permissions import gives
from figures.queries.record import figure_record
from figures.rules.editions.release import as_said
from figures.rules.keys import Part
from figures.rules.numbers import Numbers
from figures.rules.periods import Period
from figures.rules.publication import Extent
from figures.rules.record import FigureRecord, IndicatorRecord
from figures.rules.told import Told, together

# all that was ever told: nobody can take back what somebody has read
TOLD = (EditionState.PREPARED, EditionState.ISSUED, EditionState.WITHDRAWN)
EVER = (date(1900, 1, 1), date(2999, 12, 31))


def said_in(edition: Edition) -> Publication:
    """Raises ValueError where what is stored is not what was written."""
    return as_said(edition.said, edition.sha256, edition.keys_here)


def told_in(edition: Edition) -> Told:
    return Told(said_in(edition))


def history_of(area: Area) -> list[Publication]:
    """All that any audience was told or is about to be told. Who reads what members read reads
    what is public too, and chief officers read both: all of it counts for each."""
    rows = Edition.objects.filter(area=area, state__in=TOLD).order_by("prepared_at", "pk")
    return [said_in(row) for row in rows]


def told_to(
    user: Actor,
    area: Area,
    *,
    indicator: IndicatorRecord | None = None,
    record: FigureRecord | None = None,
    rolling: bool = False,
) -> Told | None:
    """What `user` may see of an area's figures: as they are, for those who may see them so, or
    what was issued for them; None where nothing was.

    `indicator`: whoever gives the figures of its post sees that one as it is.
    """
    if may(user, Permission.FIGURE_READ, area.pk) or (
        indicator and gives(user, area.pk, indicator.post)
    ):
        only = indicator.pk if indicator else None
        chosen = frozenset([only]) if only else None
        extent = Extent(*EVER, indicators=chosen, rolling=rolling)
        return Told.exact(record or figure_record(area, only=only), extent)
    rows = Edition.objects.visible_to(user).filter(area=area, state=EditionState.ISSUED)
    return joined(said_in(row) for row in rows.order_by("-issued_at", "-pk"))


def joined(editions: Iterable[Publication]) -> Told | None:
    """Several editions as one, the newest first; None where there is none."""
    rows = list(editions)
    return Told(together(rows, name=rows[0].edition)) if rows else None


def lifted_names(area: Area, audience: Audience | str, record: FigureRecord) -> list[str]:
    """The names of the numbers that somebody let out for an audience, as they stand now."""
    numbers, names = Numbers(record), []
    rows = Lifting.objects.filter(indicator__area=area, audience=audience)
    for row in rows.order_by("pk"):
        indicator = numbers.indicators.get(row.indicator_id)
        if indicator is None:
            continue
        period = Period(row.period_end, row.period_start)
        bands = () if row.category_id is None else (row.category_id,)
        if total := numbers.total(indicator, bands, period, Part.NUMERATOR):
            names.append(total.name)
    return names
