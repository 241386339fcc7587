"""A plan's record as its words and leads stood at the end of a day.

Ratings, dates and completions are appended and need nothing; what an edit overwrites comes from
the versions that were kept.
"""

import copy
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.db.models import Prefetch

from actions.models import Action, Lead
from actions.queries.record import PlanRecord
from actions.queries.standing import ActionRecord
from audit.enums import Kind
from audit.queries.versions import Day, State
from committees.models import Post, PostHolding


def record_on(record: PlanRecord, day: Day) -> PlanRecord:
    """A loaded record with copies of what was otherwise at the end of `day`, in the order of then.

    Two queries more where a post led then that leads nothing now.
    """
    if not day.states:
        return record
    posts = _posts(record, day)
    actions = [_action(item, day, posts) for item in record.actions]
    return replace(record, actions=sorted(actions, key=_plan_order))


def _plan_order(item: ActionRecord) -> tuple[str, int, int]:
    return (item.action.kind, item.action.position, item.action.pk)


def _action(item: ActionRecord, day: Day, posts: Mapping[int, Post]) -> ActionRecord:
    action = day.row(Kind.ACTION, item.action)
    state = day.of(Kind.ACTION).get(action.pk)
    if state:
        leads = _leads(action, state, posts)
    else:
        leads = [_lead(copy.copy(lead), posts) for lead in item.leads]
    return replace(item, action=action, leads=leads)


def _leads(action: Action, state: State, posts: Mapping[int, Post]) -> list[Lead]:
    """Accountable first, then in their order, as they are loaded."""
    named = [(state["accountable"], True)] if state["accountable"] else []
    named += [(key, False) for key in state["contributing"]]
    return [
        _lead(Lead(action=action, post_id=key, accountable=accountable, position=place), posts)
        for place, (key, accountable) in enumerate(named, start=1)
    ]


def _lead(lead: Lead, posts: Mapping[int, Post]) -> Lead:
    lead.post = posts[lead.post_id]
    return lead


def _posts(record: PlanRecord, day: Day) -> dict[int, Post]:
    """The posts that lead now or led then, as they were called then, with their holders."""
    posts = {lead.post_id: lead.post for item in record.actions for lead in item.leads}
    states = [state for state in day.of(Kind.ACTION).values() if state]
    led = {key for state in states for key in (state["accountable"], *state["contributing"]) if key}
    missing = led - posts.keys()
    if missing:
        posts |= {post.pk: post for post in _loaded(missing, day.on)}
    return {key: day.row(Kind.POST, post) for key, post in posts.items()}


def _loaded(keys: Iterable[int], holders_on: date) -> Iterable[Post]:
    present = PostHolding.objects.current(holders_on).select_related("user")
    rows = Post.objects.filter(pk__in=keys).select_related("agency")
    return rows.prefetch_related(Prefetch("holdings", queryset=present, to_attr="present"))
