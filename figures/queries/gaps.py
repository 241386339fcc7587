"""Which figures are not there, and who was asked for them. Listed, never guessed; no number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from accounts.models import User
from accounts.roles import ROLE_PERMISSIONS, Permission, Role
from committees.enums import Capacity
from committees.models import Area, PostHolding, RoleGrant
from documents.enums import Silence
from figures.models import FigureRequest, Indicator, Observation
from figures.rules.periods import Period, ended_periods

GIVES = frozenset(r for r in Role if Permission.FIGURE_GIVE_OWN in ROLE_PERMISSIONS[r])


@dataclass(frozen=True)
class Givers:
    """Who may be asked for the figures of a post on a day: active, with a role that gives them."""

    holders: Sequence[User] = ()
    deputies: Sequence[User] = ()

    @property
    def first(self) -> Sequence[User]:
        """Who is asked: the holder, else the deputy."""
        return self.holders or self.deputies


@dataclass(frozen=True)
class Missing:
    """One figure that is not there: nothing was given, not even that it is not available."""

    indicator: Indicator
    period: Period
    silence: Silence
    request: FigureRequest | None = None
    givers: Givers = field(default_factory=Givers)

    @property
    def key(self) -> tuple[int, Period]:
        return self.indicator.pk, self.period

    @property
    def words(self) -> str:
        """Why it is not there; of figures no window is open, but a day is named."""
        if self.silence == Silence.AWAITED:
            return "Asked, still open"
        return str(self.silence.label)


def missing_figures(area: Area, today: date) -> list[Missing]:
    """Everything that is missing in `area`, the latest period first. Five queries."""
    return missing_in([area], today)


def missing_in(
    areas: Iterable[Area], today: date, posts: Collection[int] | None = None
) -> list[Missing]:
    """What is missing in `areas`, of all indicators or of those that `posts` give."""
    rows = Indicator.objects.filter(area__in=list(areas)).select_related("area", "post")
    if posts is not None:
        rows = rows.filter(post__in=posts)
    return missing_of(list(rows), today)


def missing_of(rows: Sequence[Indicator], today: date) -> list[Missing]:
    """What is missing of `rows`, which come with their area and post."""
    there = _given([row.pk for row in rows])
    lacking = [
        (row, period)
        for row in rows
        for period in ended_periods(row.frequency, row.year_type, row.starts, today, row.ends)
        if (row.pk, period) not in there
    ]
    if not lacking:
        return []
    givers = givers_of({row.post_id: row.area_id for row, _ in lacking if row.post_id}, today)
    asked = _asked({row.pk for row, _ in lacking}, today)
    missing = [_missing(row, period, givers, asked, today) for row, period in lacking]
    return sorted(missing, key=lambda one: (-one.period.end.toordinal(), one.indicator.position))


def _missing(
    row: Indicator,
    period: Period,
    givers: Mapping[int, Givers],
    asked: Mapping[tuple[int, Period, int], FigureRequest],
    today: date,
) -> Missing:
    request = asked.get((row.pk, period, row.post_id or 0))
    behind = givers.get(row.post_id or 0, Givers())
    if not behind.first:
        silence = Silence.NOBODY
    elif request is None:
        silence = Silence.NOT_ASKED
    else:
        silence = Silence.AWAITED if today <= request.due_on else Silence.UNANSWERED
    return Missing(row, period, silence, request, behind)


def givers_of(
    posts: Mapping[int, int], today: date, roles: Collection[Role] = GIVES
) -> dict[int, Givers]:
    """Who may be asked of each of `posts`, which name their areas: those with one of `roles`, those
    that give figures where none are named. Two queries."""
    grants = RoleGrant.objects.filter(
        area__in=set(posts.values()), role__in=roles, user__is_active=True
    ).current(today)
    able = set(grants.values_list("user_id", "area_id"))
    rows: defaultdict[tuple[int, str], list[User]] = defaultdict(list)
    held = PostHolding.objects.filter(post__in=posts).current(today).select_related("user")
    for one in held.order_by("post", "user__name", "user_id"):
        if (one.user_id, posts[one.post_id]) in able:
            rows[one.post_id, one.capacity].append(one.user)
    return {
        post: Givers(rows[post, Capacity.HOLDER], rows[post, Capacity.DEPUTY]) for post in posts
    }


def _given(indicators: Collection[int]) -> set[tuple[int, Period]]:
    rows = Observation.objects.filter(indicator__in=indicators).order_by().distinct()
    return {
        (pk, Period(end, start))
        for pk, end, start in rows.values_list("indicator_id", "period_end", "period_start")
    }


def _asked(
    indicators: Collection[int], today: date
) -> dict[tuple[int, Period, int], FigureRequest]:
    rows = FigureRequest.objects.filter(indicator__in=indicators, asked_on__lte=today)
    return {
        (row.indicator_id, Period(row.period_end, row.period_start), row.post_id): row
        for row in rows
    }
