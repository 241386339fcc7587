"""A named person lets one hidden number be printed for an audience, and says why."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Permission
from audit.services import record
from audit.services.edits import locked
from committees.permissions import may
from figures.enums import EditionState
from figures.models import Edition, Indicator, Lifting
from figures.queries.interests import why_own_edition
from figures.rules.editions.extents import as_extent
from figures.rules.keys import Key, Part
from figures.services.editions import ask_for_edition, discard_edition
from jobs.models import Job

ANEW = "A number in it was let out, so everything else was worked out anew."


@transaction.atomic
def lift_number(*, by: User, edition: Edition, cell: str, reason: str) -> Job:
    """Let a number that `edition` would hide be printed for its audience from now on, by name and
    with the reason; the edition is put aside and prepared anew, because less or more may have to
    be hidden beside it. Returns the job that does.

    Raises ValidationError for one's own edition, for one that does not wait for release any more,
    and for what is not hidden in it or is no number of its own.
    """
    edition = locked(edition, "area", "prepared_by")
    if edition.state != EditionState.PREPARED:
        raise ValidationError("Only what waits for release can be changed.")
    if not may(by, Permission.FIGURE_ISSUE, edition.area_id):
        raise ValidationError("Whoever releases figures decides what is hidden.")
    if why := why_own_edition(by, edition):
        raise ValidationError(why)
    if not reason.strip():
        raise ValidationError({"reason": "Say why: it is recorded with your name."})
    lifting = _lifting(edition, cell)
    lifting.reason, lifting.lifted_by, lifting.lifted_at = reason.strip(), by, timezone.now()
    lifting.full_clean()
    lifting.save()
    changes = {
        "audience": edition.get_audience_display(),
        "period": Key.read(cell).period.name,
        "category": str(lifting.category or "all"),
        "reason": lifting.reason,
    }
    record(
        by=by,
        verb="let a number out",
        target=lifting.indicator,
        area_id=edition.area_id,
        changes=changes,
    )
    discard_edition(by=by, edition=edition, reason=ANEW)
    return ask_for_edition(
        by=edition.prepared_by or by,
        area=edition.area,
        audience=edition.audience,
        title=edition.title,
        extent=as_extent(edition.workings["extent"]),
    )


def can_be_lifted(edition: Edition, cell: str) -> bool:
    """A hidden number of children itself, of one period and category: what is worked out of it
    follows."""
    if cell not in edition.workings.get("reasons", {}):
        return False
    key = Key.read(cell)
    return key.part is Part.NUMERATOR and len(key.categories) < 2


def _lifting(edition: Edition, cell: str) -> Lifting:
    if not can_be_lifted(edition, cell):
        raise ValidationError({"cell": "Choose a number that is hidden here."})
    key = Key.read(cell)
    indicator = Indicator.objects.get(pk=key.indicator, area=edition.area)
    category = indicator.categories.get(pk=key.categories[0]) if key.categories else None
    return Lifting(
        indicator=indicator,
        category=category,
        period_start=key.period.start,
        period_end=key.period.end,
        audience=edition.audience,
    )
