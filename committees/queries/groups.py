"""Reads of people and groups that several pages share. Each takes a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, Count, Prefetch, Q, QuerySet, When

from accounts.models import User
from committees.enums import BodyKind, Capacity, MeetingKind, OfferState, Seat
from committees.models import (
    Area,
    Body,
    DateRule,
    GroupOffer,
    Meeting,
    Membership,
    Offsets,
    Post,
    PostHolding,
    RoleGrant,
)
from committees.rules.quarter import Quarter, dates_of

# from a row to its plan, by the name that it has there


@dataclass(frozen=True)
class PlacedBody:
    """A body with its depth below the bodies that have no parent here."""

    body: Body
    depth: int
    chairs: list[Membership]
    next_meeting: date | None


@dataclass(frozen=True)
class HeldPost:
    """A post with those who hold it on a day and the number of actions it leads."""

    post: Post
    actions: int
    holder: PostHolding | None
    deputies: list[PostHolding] = field(default_factory=list)


def bodies_of(area: Area, on: date) -> list[PlacedBody]:
    """The area's bodies and the regional ones that serve it, in tree order. Three queries."""
    bodies = list(
        Body.objects.serving(area)
        .select_related("area", "parent", "reports_to")
        .order_by("position", "name")
    )
    chairs, meetings = _chairs(bodies, on), _next_meetings(bodies, on)
    return [
        PlacedBody(body, depth, chairs[body.pk], meetings.get(body.pk))
        for body, depth in _in_tree_order(bodies)
    ]


@dataclass(frozen=True)
class Serving:
    """The areas that a regional group serves besides its own, and the offers that wait."""

    areas: Sequence[Area]
    waiting: Sequence[GroupOffer]


def serving_of(body: Body) -> Serving | None:
    """Whom a regional group serves; None for any other body. Two queries."""
    if body.kind != BodyKind.REGIONAL_GROUP:
        return None
    waiting = body.offers.filter(state=OfferState.WAITING).select_related("area")
    return Serving(list(body.also_serves.all()), list(waiting))


def offers_to(area: Area) -> QuerySet[GroupOffer]:
    """The regional groups that other areas offer to this one, and that wait for its answer."""
    waiting = GroupOffer.objects.filter(area=area, state=OfferState.WAITING)
    return waiting.select_related("body__area")


def areas_to_ask(body: Body) -> QuerySet[Area]:
    """The areas to which a regional group can be offered. Names of areas are public."""
    asked = body.offers.filter(state=OfferState.WAITING).values("area")
    return Area.objects.exclude(Q(pk=body.area_id) | Q(regional_bodies=body) | Q(pk__in=asked))


def posts_of(area: Area, on: date) -> list[HeldPost]:
    """The area's posts with holder and deputies on a day. Two queries."""
    holdings = PostHolding.objects.current(on).select_related("user")
    led = Q(leads__action__withdrawn_on=None) & ~Q(leads__action__plan__state="taken_back")
    posts = (
        Post.objects.filter(area=area)
        .select_related("agency", "body")
        .prefetch_related(Prefetch("holdings", queryset=holdings))
        .annotate(action_count=Count("leads", filter=led))
        .order_by("title")
    )
    return [_held(post) for post in posts]


def members_on(body: Body, on: date) -> QuerySet[Membership]:
    """The body's members on a day, the chair first."""
    members = Membership.objects.filter(body=body).current(on).select_related("agency", "user")
    rank = Case(*(When(seat=seat, then=place) for place, seat in enumerate(Seat)))
    return members.order_by(rank, "name")


def meetings_of(area: Area) -> QuerySet[Meeting]:
    """Every meeting of the area's bodies, in order of days."""
    return Meeting.objects.filter(body__area=area).select_related("body").order_by("held_on")


def offsets_of(body: Body) -> Offsets:
    """The body's days before and after its meetings; unsaved defaults where none were set.

    `row_version` of what was never saved is 0. One query.
    """
    return Offsets.objects.filter(body=body).first() or Offsets(body=body, row_version=0)


def date_rule_of(body: Body) -> DateRule:
    """When a body's new dates go to the chief officers; unsaved defaults where none were set.

    `row_version` of what was never saved is 0. One query.
    """
    return DateRule.objects.filter(body=body).first() or DateRule(body=body, row_version=0)


def chief_officers_group(area: Area | int) -> Body | None:
    """The chief officers group that an area's committee answers to, where it is recorded."""
    kind = BodyKind.CHIEF_OFFICERS_GROUP
    return Body.objects.filter(area=area, kind=kind).order_by("position", "pk").first()


def offsets_of_bodies(bodies: Iterable[int]) -> dict[int, Offsets]:
    """The days of several bodies by key, as `offsets_of`. One query."""
    wanted = set(bodies)
    known = {row.body_id: row for row in Offsets.objects.filter(body__in=wanted)}
    return {pk: known.get(pk) or Offsets(body_id=pk, row_version=0) for pk in wanted}


def quarters_of(meetings: Iterable[Meeting]) -> dict[int, Quarter]:
    """The quarter of each meeting that has one, by the meeting's key. One query.

    Ordinary meetings of committees have one, and of other bodies whose days somebody set. `body`
    has to be loaded.
    """
    rows = list(meetings)
    offsets = offsets_of_bodies(row.body_id for row in rows)
    return {
        row.pk: dates_of(row.held_on, offsets[row.body_id])
        for row in rows
        if row.kind == MeetingKind.ORDINARY
        and (row.body.kind == BodyKind.COMMITTEE or offsets[row.body_id].pk)
    }


def grants_of(area: Area) -> QuerySet[RoleGrant]:
    """Every role ever given in an area, by person."""
    grants = RoleGrant.objects.filter(area=area).select_related("user")
    return grants.order_by("user__name", "user__email", "starts")


def people_of(area: Area) -> QuerySet[User]:
    """People with a role in the area today: who can hold a post or take a seat."""
    current = RoleGrant.objects.filter(area=area).current()
    return User.objects.filter(is_active=True, pk__in=current.values("user")).order_by("name")


def _held(post: Any) -> HeldPost:
    holdings: list[PostHolding] = list(post.holdings.all())
    return HeldPost(
        post=post,
        actions=post.action_count,
        holder=next((row for row in holdings if row.capacity == Capacity.HOLDER), None),
        deputies=[row for row in holdings if row.capacity == Capacity.DEPUTY],
    )


def _chairs(bodies: Sequence[Body], on: date) -> defaultdict[int, list[Membership]]:
    chairs: defaultdict[int, list[Membership]] = defaultdict(list)
    for row in Membership.objects.filter(body__in=bodies, seat=Seat.CHAIR).current(on):
        chairs[row.body_id].append(row)
    return chairs


def _next_meetings(bodies: Sequence[Body], on: date) -> dict[int, date]:
    ahead = Meeting.objects.sittings().filter(body__in=bodies, held_on__gte=on).order_by("-held_on")
    return dict(ahead.values_list("body_id", "held_on"))


def _in_tree_order(bodies: Sequence[Body]) -> list[tuple[Body, int]]:
    """Each body after its parent; one whose parent is not among them stands at the top."""
    known = {body.pk for body in bodies}
    below: defaultdict[int | None, list[Body]] = defaultdict(list)
    for body in bodies:
        below[body.parent_id if body.parent_id in known else None].append(body)

    def walk(parent: int | None, depth: int) -> list[tuple[Body, int]]:
        rows: list[tuple[Body, int]] = []
        for body in below[parent]:
            rows += [(body, depth), *walk(body.pk, depth + 1)]
        return rows

    return walk(None, 0)
