"""Regional actions as one area sees them: its own action, the group, and the others' names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from actions.enums import Source, TieState
from actions.models import Action, RegionalAction, Tie
from actions.permissions import updates_by
from actions.queries.record import records_of
from actions.rules.detail import ActionDetail, detail_of
from actions.rules.facts import Shared
from actions.rules.record import Detail, EntryState
from audit.models import Event
from committees.models import Area, Body, Post
from committees.querysets import Actor
from committees.rules.interests import Interest
from outcomes.queries import Given
from plans.enums import OVER
from plans.models import Plan
from updates.queries.my_actions import held_by

LIVE = (TieState.OFFERED, TieState.TIED)


@dataclass(frozen=True)
class AreaTies:
    """An area's regional actions, and the offers that wait for its answer."""

    tied: Sequence[tuple[Tie, Shared]]
    offers: Sequence[Tie]


def ties_of(user: Actor, area: Area, today: date) -> AreaTies:
    """What `user` sees of them: nobody who reads no draft sees its actions here. Three queries."""
    rows = Tie.objects.filter(area=area).select_related("regional__body__area", "action__plan")
    seen = rows.filter(state=TieState.TIED, action__in=Action.objects.visible_to(user))
    tied = [row for row in seen if row.action]
    shared = Tie.objects.shared([row.action_id or 0 for row in tied], today)
    pairs = [(row, shared[row.action_id or 0]) for row in tied]
    return AreaTies(pairs, list(rows.filter(state=TieState.OFFERED)))


def tie_of(action: Action) -> Tie | None:
    """What ties an action now."""
    rows = Tie.objects.filter(action=action, state=TieState.TIED)
    return rows.select_related("regional__body", "area").first()


@dataclass(frozen=True)
class OwnPart:
    """A regional action in one area, for the lead who answers there too."""

    action: Action
    detail: ActionDetail

    @property
    def area(self) -> Area:
        return self.action.plan.area


@dataclass(frozen=True)
class Rating:
    """How one area's action is rated: an entry of its plan's own legend, with the reason and the
    remedy where that rating asks for them. `expected` is the action's version that was seen."""

    action: Action
    expected: int
    entry: EntryState
    reason: str = ""
    recovery: str = ""
    readings: Sequence[Given] = ()


def own_parts(user: Actor, regional: RegionalAction, today: date) -> list[OwnPart]:
    """What `user` leads of a regional action, area by area: of others' parts nothing is read. Seven
    queries."""
    rows = (
        Action.objects.in_hand_of(user, today)
        .filter(ties__regional=regional, ties__state=TieState.TIED)
        .select_related("plan__area")
        .order_by("plan__area__name", "pk")
    )
    led = list(rows)
    asked = Action.objects.filter(pk__in=[row.pk for row in led])
    records = records_of(asked, holders_on=today, detail=Detail.WORDS)
    parts = [OwnPart(row, detail_of(row.pk, records[row.plan_id], today)) for row in led]
    return [
        part
        for part in parts
        if updates_by(user, part.action, held_by(user, part.detail.record)) == Source.LEAD
    ]


def groups_for(area: Area) -> QuerySet[Body]:
    """The regional groups that serve an area, its own too, and at least one other."""
    return Body.objects.serving(area).filter(also_serves__isnull=False).distinct()


def areas_for(bodies: Iterable[Body], *taken: int) -> QuerySet[Area]:
    """The areas that some regional groups serve, without those `taken`."""
    keys = [body.pk for body in bodies]
    served = Q(bodies__in=keys) | Q(regional_bodies__in=keys)
    return Area.objects.filter(served).exclude(pk__in=taken).distinct()


def taken_by(tie: Tie) -> list[int]:
    """The keys of the areas that were asked, or have it, of what `tie` ties."""
    rows = Tie.objects.filter(regional=tie.regional_id, state__in=LIVE)
    return list(rows.values_list("area_id", flat=True))


def open_plans(area: Area) -> QuerySet[Plan]:
    return Plan.objects.filter(area=area).exclude(state__in=OVER)


def free_actions(area: Area) -> QuerySet[Action]:
    """The actions of an area that can be tied, in the order of its plans."""
    tied = Tie.objects.filter(area=area, state=TieState.TIED).values(key=F("action"))
    return Action.objects.open_in(area.pk).exclude(pk__in=tied)


def post_for(body: Body, area: Area) -> Post | None:
    """The area's post that stands for a regional group."""
    return Post.objects.filter(area=area, body=body).order_by("pk").first()


def of_offer(tie: Tie) -> Interest:
    """Whom the answer to an offer concerns: who offered it to that area. One query."""
    offered = Event.objects.filter(
        target_type="actions.regionalaction",
        target_id=tie.regional_id,
        area_id=tie.area_id,
        verb="offered regional action",
        actor_id__isnull=False,
    )
    people = offered.values_list("actor_id", flat=True)
    return Interest(pressed=frozenset(key for key in people if key))
