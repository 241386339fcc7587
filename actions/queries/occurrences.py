"""What has fallen due of recurring and meeting-tied work, and how it was answered last."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from actions.models import Action, Tally
from actions.rules.occurrences import RECURS, Answered, FellDue, Recurred, Rhythm, fell_due
from actions.rules.record import ActionState
from committees.enums import BodyKind, MeetingKind
from committees.models import Meeting
from plans.models import Plan
from timescales.enums import Tied
from timescales.occurrences import tied_to


@dataclass(frozen=True)
class Recurring:
    """One action of a plan that recurs, with its lead's title."""

    action: Action
    lead: str
    fell: FellDue


def fell_due_of(actions: Iterable[Action], today: date) -> dict[int, FellDue]:
    """What fell due of those of `actions` that recur, by their keys. Two queries, none where none
    recurs. `plan` has to be loaded with each."""
    rows = [row for row in actions if row.timescale_kind in RECURS]
    if not rows:
        return {}
    last = _last_answers([row.pk for row in rows])
    meetings = _meetings({row.plan for row in rows})
    fallen = {}
    for row in rows:
        days = meetings[row.plan_id, tied_to(row.timescale_words)]
        if fell := fell_due(_rhythm(row), last.get(row.pk), days, today):
            fallen[row.pk] = fell
    return fallen


def recurring_of(plan: Plan, today: date) -> list[Recurring]:
    """The recurring work of a plan, in its order. Four queries."""
    rows = Action.objects.filter(plan=plan, timescale_kind__in=RECURS).standing_on(today)
    actions = list(rows.select_related("plan").prefetch_related("leads__post"))
    fell = fell_due_of(actions, today)
    return [Recurring(row, _lead(row), fell[row.pk]) for row in actions]


def recurred(plan: Plan, actions: Iterable[ActionState], as_of: date) -> list[Recurred]:
    """How recurring work among `actions` stood at the end of a day. Two queries where any does."""
    rows = [row for row in actions if row.timescale_kind in RECURS]
    if not rows:
        return []
    told = Tally.objects.filter(action__in=[row.pk for row in rows], update_told__as_at__lte=as_of)
    answered: defaultdict[int, list[Answered]] = defaultdict(list)
    for tally in told.order_by("until", "pk").select_related("update_told"):
        answered[tally.action_id].append(_answered(tally))
    meetings = _meetings([plan])
    recurring = []
    for row in rows:
        own, days = answered[row.pk], meetings[plan.pk, tied_to(row.timescale_words)]
        if fell := fell_due(_rhythm(row), own[-1] if own else None, days, as_of):
            recurring.append(Recurred(row.pk, own, fell))
    return recurring


def _lead(row: Action) -> str:
    return next((str(lead.post) for lead in row.leads.all() if lead.accountable), "")


def _rhythm(row: Action | ActionState) -> Rhythm:
    return Rhythm(
        row.timescale_kind,
        row.recurrence,
        row.timescale_words,
        row.starts,
        row.added_on,
        row.entered_on,
        row.first_due,
    )


def _last_answers(keys: Sequence[int]) -> dict[int, Answered]:
    rows = Tally.objects.filter(action__in=keys).order_by("until", "pk")
    return {row.action_id: _answered(row) for row in rows.select_related("update_told")}


def _answered(row: Tally) -> Answered:
    told = row.update_told
    return Answered(
        *(row.since, row.until, row.due, row.done, row.why, told.author_label),
        on=told.as_at,
        update_id=told.pk,
    )


def _meetings(plans: Iterable[Plan]) -> defaultdict[tuple[int, Tied], list[date]]:
    """The days of ordinary meetings by plan and whose they are: they follow the calendar."""
    own = list(plans)
    areas = {plan.area_id for plan in own}
    named = {plan.body_id for plan in own if plan.body_id}
    kinds = (BodyKind.COMMITTEE, BodyKind.CHIEF_OFFICERS_GROUP)
    rows = Meeting.objects.filter(
        Q(body__area__in=areas, body__kind__in=kinds) | Q(body__in=named), kind=MeetingKind.ORDINARY
    )
    days: defaultdict[tuple[int, Tied], list[date]] = defaultdict(list)
    for body, kind, area, day in rows.values_list("body", "body__kind", "body__area", "held_on"):
        for plan in own:
            if kind == BodyKind.CHIEF_OFFICERS_GROUP and plan.area_id == area:
                days[plan.pk, Tied.CHIEF_OFFICERS].append(day)
            elif plan.body_id == body or (not plan.body_id and plan.area_id == area):
                days[plan.pk, Tied.COMMITTEE].append(day)
    return days
