"""A plan's record as its words and leads stood at the end of a day.

Ratings, dates and completions are appended and need nothing; what an edit overwrites comes from
the versions that were kept.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any, TypeVar

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
from audit.rules.days import Day, State

Value = TypeVar("Value", ActionState, EntryState, PostState)
DATED = {field.name for field in fields(ActionState) if field.type in (date, date | None)}


def posts_missing(record: PlanRecord, day: Day) -> set[int]:
    """The posts that led then and lead nothing now."""
    return _led(day) - {lead.post.pk for item in record.actions for lead in item.leads}


def agencies_then(day: Day) -> set[int]:
    """The agencies that posts were of then; none where no post was another thing."""
    states = [state for state in day.of(Kind.POST).values() if state]
    return {state["agency_id"] for state in states if state["agency_id"]}


def as_it_stood(
    record: PlanRecord,
    day: Day,
    more: Mapping[int, PostState],
    agencies: Mapping[int, AgencyState],
) -> PlanRecord:
    """The record with what was otherwise at the end of `day`, in the order of then.

    `more` are the posts that are missing in it, `agencies` those of then.
    """
    now = {lead.post.pk: lead.post for item in record.actions for lead in item.leads}
    posts = {key: _post(post, day, agencies) for key, post in {**now, **more}.items()}
    actions = [_action(item, day, posts) for item in record.actions]
    return replace(record, actions=sorted(actions, key=_plan_order), legend=_legend(record, day))


def _legend(record: PlanRecord, day: Day) -> list[EntryState]:
    """Without what came later, unless it was said of this day all the same: a meeting's rating
    counts from the meeting's day."""
    states = day.of(Kind.LEGEND_ENTRY)
    later = {entry.pk for entry in record.legend if states.get(entry.pk, ()) is None}
    if later:
        later -= {key for item in record.actions for key in _named(item, day.on)}
    return [
        _value(entry, Kind.LEGEND_ENTRY, day) for entry in record.legend if entry.pk not in later
    ]


def _named(item: ActionRecord, on: date) -> Iterator[int | None]:
    """The entries under which something of an action was said by a day."""
    yield from (row.entry_id for row in item.said if row.as_at <= on)
    decided = item.proposal_decisions
    yield from (row.entry_id for row in decided if (row.agreed_on or row.decided_on) <= on)


def _plan_order(item: ActionRecord) -> tuple[str, int, int]:
    return (item.action.kind, item.action.position, item.action.pk)


def _value(value: Value, kind: Kind, day: Day) -> Value:
    """A value as it was: with what its version names."""
    state = day.of(kind).get(value.pk)
    if not state:
        return value
    own = {field.name for field in fields(value)} & state.keys() - {"pk"}
    return replace(value, **{name: _typed(name, state[name]) for name in own})


def _typed(name: str, kept: Any) -> Any:
    """What a version keeps in JSON's own types; its dates are ISO text."""
    return date.fromisoformat(kept) if name in DATED and isinstance(kept, str) else kept


def _action(item: ActionRecord, day: Day, posts: Mapping[int, PostState]) -> ActionRecord:
    action = _value(item.action, Kind.ACTION, day)
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


def _led(day: Day) -> set[int]:
    states = [state for state in day.of(Kind.ACTION).values() if state]
    keys = (key for state in states for key in (state["accountable"], *state["contributing"]))
    return {key for key in keys if key}


def _post(post: PostState, day: Day, agencies: Mapping[int, AgencyState]) -> PostState:
    state = day.of(Kind.POST).get(post.pk)
    was = _value(post, Kind.POST, day)
    agency = state["agency_id"] if state else post.agency_id
    return replace(was, agency=agencies.get(agency, post.agency) if agency else None)
