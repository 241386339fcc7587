"""Posts are asked for the figures of periods that have ended."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from accounts.models import User
from audit.services import record
from audit.services.edits import locked_rows
from documents.enums import Silence
from figures.models import FigureRequest, Indicator
from figures.queries.gaps import missing_of
from figures.rules.requests import due_day, is_asked


@transaction.atomic
def ask_for_figures(*, by: User | None, today: date) -> list[FigureRequest]:
    """Ask each post for what it gives and what is not there, once a period; beat calls this daily.

    Nobody is asked where a post is vacant; its holder is when there is one. What ended long ago is
    not asked for by itself (`figures.rules.requests`).
    """
    wanted = Indicator.objects.filter(post__isnull=False, starts__lte=today)
    # two who ask at once: the second waits here and sees what the first one asked
    rows = locked_rows(wanted.select_related("area", "post"))
    asked = [
        FigureRequest(
            indicator=one.indicator,
            post=one.indicator.post,
            period_start=one.period.start,
            period_end=one.period.end,
            asked_on=today,
            due_on=due_day(one.period.end, today, one.indicator.area.nation),
        )
        for one in missing_of(rows, today)
        if one.silence == Silence.NOT_ASKED
        and is_asked(one.period.end, today, one.indicator.area.nation)
    ]
    FigureRequest.objects.bulk_create(asked)
    areas = {row.indicator.area_id: row.indicator.area for row in asked}
    for area in areas.values():
        mine = [row for row in asked if row.indicator.area_id == area.pk]
        record(
            by=by,
            verb="asked for figures",
            target=area,
            area_id=area.pk,
            changes={"indicators": [str(row.indicator) for row in mine], "numbers": len(mine)},
        )
    return asked
