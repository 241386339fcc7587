"""The dates of one person and of one committee, for their calendar programs."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse

from accounts.models import User
from accounts.roles import Permission
from actions.models import Action
from actions.queries.record import records_of
from actions.rules.overdue import CLOSED
from actions.rules.record import ActionState
from committees.enums import BodyKind
from committees.models import Area, Body, Meeting, Membership, PostHolding
from committees.queries.calendars import SHOWN, Days, Entry, meeting_entries
from committees.queries.groups import quarters_of
from plans.enums import OVER
from windows.models import UpdateWindow

# how far back a calendar reaches
KEPT: Final = timedelta(days=366)
SEATED: Final = ("papers",)


def body_entries(body: Body, today: date) -> list[Entry]:
    """The meetings of a body with the days round them. Three queries."""
    meetings = list(
        Meeting.objects.filter(body=body, held_on__gte=today - KEPT).select_related("body")
    )
    windows = UpdateWindow.objects.filter(meeting__in=meetings)
    return list(meeting_entries(meetings, quarters_of(meetings), _days(windows)))


def own_entries(user: User, today: date) -> list[Entry]:
    """A person's own dates: their bodies' meetings, the closings that they answer to, what is due.

    Who opens windows or challenges ratings in an area has the whole quarter of its committees and
    chief officers group; who sits on a body, or holds the post that stands for it, has its meetings
    and papers. A constant number of queries. No text of a plan is among them.
    """
    run = Area.objects.with_permission(
        user, Permission.WINDOW_MANAGE, Permission.RATING_CHALLENGE
    ).values_list("pk", flat=True)
    areas = set(run)
    actions = _open_actions(user, today)
    windows = list(_windows(areas, {action.plan_id for action, _ in actions}, today))
    meetings = list(_meetings(user, areas, today))
    quarters, days = quarters_of(meetings), _days(windows)
    entries: list[Entry] = []
    for meeting in meetings:
        shown = SHOWN if meeting.body.area_id in areas else SEATED
        entries += meeting_entries([meeting], quarters, days, shown)
    told = {(entry.key, entry.day) for entry in entries}
    entries += _closings(windows, told)
    entries += _due(actions)
    return entries


def _meetings(user: User, areas: Iterable[int], today: date) -> QuerySet[Meeting]:
    seats = Membership.objects.filter(user=user).current(today).values("body")
    groups = PostHolding.objects.filter(user=user, post__body__isnull=False).current(today)
    own = Q(body__in=seats) | Q(body__in=groups.values("post__body"))
    kinds = (BodyKind.COMMITTEE, BodyKind.CHIEF_OFFICERS_GROUP)
    run = Q(body__area__in=areas, body__kind__in=kinds)
    rows = Meeting.objects.visible_to(user).filter(own | run, held_on__gte=today - KEPT)
    return rows.select_related("body")


def _windows(areas: Iterable[int], plans: Iterable[int], today: date) -> QuerySet[UpdateWindow]:
    return (
        UpdateWindow.objects.filter(Q(plan__area__in=areas) | Q(plan__in=plans))
        .filter(closes_on__gte=today - KEPT)
        .exclude(plan__state__in=OVER)
        .select_related("plan__area")
        .order_by("opens_on", "pk")
    )


def _days(windows: Iterable[UpdateWindow]) -> dict[int, Days]:
    """The days of the first window of each meeting."""
    days: dict[int, Days] = {}
    for window in windows:
        if window.meeting_id:
            days.setdefault(window.meeting_id, (window.opens_on, window.closes_on))
    return days


def _closings(windows: Iterable[UpdateWindow], told: set[tuple[str, date]]) -> Iterator[Entry]:
    """When windows close that no meeting among the entries has said already."""
    for window in windows:
        if (f"meeting-{window.meeting_id}-closes", window.closes_on) in told:
            continue
        words = f"{window.plan.area}: updates close"
        url = f"{settings.SITE_URL}{reverse('my_actions')}"
        yield Entry(f"window-{window.pk}-closes", window.closes_on, words, url)


def _open_actions(user: User, today: date) -> list[tuple[ActionState, date | None]]:
    """The actions that a person leads and that are not done, each with the day it is due."""
    rows = Action.objects.in_hand_of(user, today)
    records = records_of(rows, holders_on=today).values()
    standings = [row for record in records for row in record.standings(today)]
    return [(row.action, row.due) for row in standings if row.rating not in CLOSED]


def _due(actions: Iterable[tuple[ActionState, date | None]]) -> Iterator[Entry]:
    for action, due in actions:
        if due is not None:
            url = f"{settings.SITE_URL}{reverse('action_detail', args=[action.pk])}"
            words = f"Action {action.reference} is due"
            yield Entry(f"action-{action.pk}-due", due, words, url)
