"""A plan's record without its words: what counting and listing need, in six queries.

`actions.queries.record.plan_record` loads everything that was ever said and by whom; pages that
only count load this. Both are read by the same rules (`actions.queries.standing`), and a test holds
them equal.
What is left out of a row is deferred: asking for it costs a query, it is never wrong.
"""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import (
    FilteredRelation,
    Q,
    QuerySet,
)

from accounts.models import Agency, User
from actions.models import Action, Lead, ProgressUpdate
from actions.queries.events import events, record_of
from actions.queries.record import PlanRecord
from actions.queries.standing import ActionRecord, Said
from committees.models import Post, PostHolding
from documents.enums import Canonical
from plans.models import Plan
from windows.models import UpdateWindow

STATES = {state.value: state for state in Canonical}
POST, AGENCY, HOLDING = (
    [field.attname for field in model._meta.concrete_fields]
    for model in (Post, Agency, PostHolding)
)


def plan_outline(plan: Plan, day: date, *, date_based: bool) -> PlanRecord:
    """A plan's record with the leads' holders of `day`, to be asked about any day. Six queries.

    `date_based` says whether the plan's legend rests on dates.
    """
    return PlanRecord(
        plan=plan,
        actions=_records(plan, day),
        windows=list(UpdateWindow.objects.filter(plan=plan).order_by("opens_on")),
        date_based=date_based,
    )


def _records(plan: Plan, day: date) -> list[ActionRecord]:
    said = _said(plan)
    leads = _leads(plan, day)
    happened = events(Q(action__plan=plan))
    return [
        record_of(action, leads[action.pk], said[action.pk], happened)
        for action in Action.objects.filter(plan=plan).order_by("kind", "position", "pk")
    ]


def _said(plan: Plan) -> dict[int, list[Said]]:
    """The bones of every update by action, oldest first.

    All of them: to let the database pick the last few (a window over the same rows) took longer.
    """
    said: dict[int, list[Said]] = defaultdict(list)
    rows = (
        ProgressUpdate.objects.filter(action__plan=plan)
        .order_by("as_at", "made_at", "pk")
        .values_list(
            *("action_id", "pk", "as_at", "canonical", "entry_id", "nothing_to_report", "blocked")
        )
    )
    for action, pk, as_at, canonical, entry, nothing, blocked in rows:
        said[action].append(Said(pk, as_at, STATES[canonical], entry, nothing, bool(blocked)))
    return said


def _leads(plan: Plan, day: date) -> dict[int, list[Lead]]:
    """Leads by action, accountable first; each post is one object with its holders `present`."""
    leading = Lead.objects.filter(action__plan=plan)
    posts = _posts(leading, day)
    leads: dict[int, list[Lead]] = defaultdict(list)
    for lead in leading.order_by("action_id", "-accountable", "position"):
        lead.post = posts[lead.post_id]
        leads[lead.action_id].append(lead)
    return leads


def _posts(leading: QuerySet[Lead], day: date) -> dict[int, Post]:
    """The posts of some leads with agency and present holders. One row a holder."""
    held = Q(holdings__starts__lte=day) & (Q(holdings__ends=None) | Q(holdings__ends__gte=day))
    names = (f"agency__{name}" for name in AGENCY), (f"now__{name}" for name in HOLDING)
    rows = (
        Post.objects.filter(pk__in=leading.values("post"))
        .annotate(now=FilteredRelation("holdings", condition=held))
        .order_by("pk", "now__capacity", "-now__starts")
        .values_list(*POST, *names[0], *names[1], "now__user__email", "now__user__name")
    )
    posts: dict[int, Post] = {}
    for row in rows:
        mine, agency, holding, holder = _cut(row, len(POST), len(AGENCY), len(HOLDING))
        post = posts.get(mine[0]) or _post(mine, agency)
        posts[mine[0]] = post
        if holding[0]:
            post.present.append(_holding(holding, holder))  # type: ignore[attr-defined]
    return posts


def _cut(row: tuple[Any, ...], *lengths: int) -> list[tuple[Any, ...]]:
    """A row in pieces of some lengths, and the rest."""
    pieces, at = [], 0
    for length in lengths:
        pieces.append(row[at : at + length])
        at += length
    return [*pieces, row[at:]]


def _post(row: tuple[Any, ...], agency: tuple[Any, ...]) -> Post:
    post = Post.from_db(DEFAULT_DB_ALIAS, POST, row)
    post.agency = Agency.from_db(DEFAULT_DB_ALIAS, AGENCY, agency) if agency[0] else None
    post.present = []  # type: ignore[attr-defined]
    return post


def _holding(row: tuple[Any, ...], holder: tuple[Any, ...]) -> PostHolding:
    holding = PostHolding.from_db(DEFAULT_DB_ALIAS, HOLDING, row)
    user = (holding.user_id, *holder)
    holding.user = User.from_db(DEFAULT_DB_ALIAS, ("id", "email", "name"), user)
    return holding
