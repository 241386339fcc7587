"""Posts are asked to review the risks that they own."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from accounts.models import User
from audit.services import record
from audit.services.edits import locked_rows
from committees.models import Area
from documents.enums import Silence
from risks.models import ReviewRequest, Risk
from risks.queries.reviews import wanted_reviews
from risks.rules.reviews import due_day


@transaction.atomic
def ask_for_reviews(
    *, by: User | None, today: date, area: Area | None = None
) -> list[ReviewRequest]:
    """Ask each post for the reviews that come due, once for each day of review: in every area, or
    in one. Beat calls this daily. Nobody is asked where a post is vacant; its holder is when
    there is one."""
    rows = Risk.objects.in_register().filter(post__isnull=False).select_related("area", "post")
    if area is not None:
        rows = rows.filter(area=area)
    # two who ask at once: the second waits here and sees what the first one asked
    asked = [
        ReviewRequest(
            risk=one.risk,
            post=one.risk.post,
            review_by=one.review_by,
            asked_on=today,
            due_on=due_day(one.review_by, today, one.risk.area.nation),
        )
        for one in wanted_reviews(locked_rows(rows), today)
        if one.silence == Silence.NOT_ASKED
    ]
    ReviewRequest.objects.bulk_create(asked)
    areas = {row.risk.area_id: row.risk.area for row in asked}
    for area in areas.values():
        risks = [str(row.risk) for row in asked if row.risk.area_id == area.pk]
        changes = {"risks": risks}
        record(by=by, verb="asked for reviews", target=area, area_id=area.pk, changes=changes)
    return asked
