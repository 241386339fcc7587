"""A plan's record as its words and leads stood at the end of a day.

Ratings, dates and completions are appended and need nothing; what an edit overwrites comes from
the versions that were kept.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from django.db.models import Model

from accounts.models import Agency
from actions.models import Action
from actions.queries.record import posts_of
from actions.rules.record import (
    ActionRecord,
    ActionState,
    AgencyState,
    EntryState,
    LeadState,
    PostState,
)
from actions.rules.standing import PlanRecord
from audit.enums import Kind
from audit.queries.versions import Day, State
from committees.models import Post
from plans.models import LegendEntry

Value = TypeVar("Value", ActionState, EntryState, PostState)


def record_on(record: PlanRecord, day: Day) -> PlanRecord:
    """A loaded record with what was otherwise at the end of `day`, in the order of then.

    Two queries more at most, where a post led then that leads nothing now, or of another agency.
    """
    if not day.states:
        return record
    posts = _posts(record, day)
    actions = [_action(item, day, posts) for item in record.actions]
    legend = [_value(entry, LegendEntry, Kind.LEGEND_ENTRY, day) for entry in record.legend]
    return replace(record, actions=sorted(actions, key=_plan_order), legend=legend)


def _plan_order(item: ActionRecord) -> tuple[str, int, int]:
    return (item.action.kind, item.action.position, item.action.pk)


def _value(value: Value, model: type[Model], kind: Kind, day: Day) -> Value:
    """A value as it was: with the columns that its version names."""
    state = day.of(kind).get(value.pk)
    return replace(value, **_columns(value, model, state)) if state else value


def _columns(value: Value, model: type[Model], state: State) -> dict[str, Any]:
    own = {field.name for field in fields(value)} & state.keys() - {"pk"}
    columns = {field.attname: field for field in model._meta.concrete_fields}
    return {name: columns[name].to_python(state[name]) for name in own if name in columns}


def _action(item: ActionRecord, day: Day, posts: Mapping[int, PostState]) -> ActionRecord:
    action = _value(item.action, Action, Kind.ACTION, day)
    state = day.of(Kind.ACTION).get(action.pk)
    if state:
        leads = _leads(state, posts)
    else:
        leads = [replace(lead, post=posts[lead.post.pk]) for lead in item.leads]
    return replace(item, action=action, leads=leads)


def _leads(state: State, posts: Mapping[int, PostState]) -> list[LeadState]:
    """Accountable first, then in their order, as they are loaded."""
    named = [(state["accountable"], True)] if state["accountable"] else []
    named += [(key, False) for key in state["contributing"]]
    return [LeadState(0, posts[key], accountable) for key, accountable in named]


def _posts(record: PlanRecord, day: Day) -> dict[int, PostState]:
    """The posts that lead now or led then, as they were called then, with their holders."""
    posts = {lead.post.pk: lead.post for item in record.actions for lead in item.leads}
    states = [state for state in day.of(Kind.ACTION).values() if state]
    led = {key for state in states for key in (state["accountable"], *state["contributing"]) if key}
    missing = led - posts.keys()
    if missing:
        posts |= posts_of(missing, day.on)
    agencies = _agencies(day)
    return {key: _post(post, day, agencies) for key, post in posts.items()}


def _post(post: PostState, day: Day, agencies: Mapping[int, AgencyState]) -> PostState:
    state = day.of(Kind.POST).get(post.pk)
    was = _value(post, Post, Kind.POST, day)
    agency = state["agency_id"] if state else post.agency_id
    return replace(was, agency=agencies.get(agency, post.agency) if agency else None)


def _agencies(day: Day) -> dict[int, AgencyState]:
    """Agencies that posts were of then; none where no post was another thing. One query."""
    states = [state for state in day.of(Kind.POST).values() if state]
    keys = {state["agency_id"] for state in states if state["agency_id"]}
    rows = Agency.objects.filter(pk__in=keys) if keys else ()
    return {row.pk: AgencyState(row.pk, row.name) for row in rows}
