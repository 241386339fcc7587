"""A plan's record without its words: what counting and listing need, in six queries.

`actions.queries.plan_record` loads everything that was ever said and by whom; pages that only
count load this. Both are read by the same rules (`actions.standing`), and a test holds them equal.
What is left out of a row is deferred: asking for it costs a query, it is never wrong.
"""

from collections import defaultdict
from datetime import date
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS
from django.db.models import (
    BigIntegerField,
    BooleanField,
    DateField,
    FilteredRelation,
    Model,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast

from accounts.models import Agency, User
from actions.models import (
    Action,
    Challenge,
    Completion,
    DeadlineRevision,
    Lead,
    ProgressUpdate,
    ProposalDecision,
    UpdateCheck,
    UpdateWindow,
)
from actions.queries import PlanRecord
from actions.standing import ActionRecord, Said
from committees.models import Post, PostHolding
from plans.enums import Canonical
from plans.models import Plan

Loaded = TypeVar("Loaded", bound=Model)
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
    events = _events(plan)
    return [
        ActionRecord(
            action=action,
            leads=leads[action.pk],
            said=said[action.pk],
            challenges=events[Challenge, action.pk],
            revisions=events[DeadlineRevision, action.pk],
            completions=events[Completion, action.pk],
            checks=events[UpdateCheck, action.pk],
            proposal_decisions=events[ProposalDecision, action.pk],
        )
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
        .values_list("action_id", "pk", "as_at", "canonical", "entry_id", "nothing_to_report")
    )
    for action, pk, as_at, canonical, entry, nothing in rows:
        said[action].append(Said(pk, as_at, STATES[canonical], entry, nothing))
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


def _events(plan: Plan) -> dict[tuple[type[Model], int], list[Any]]:
    """What was decided by kind and action, oldest first. One query.

    The tables (`EVENTS`) are read side by side in the columns that the rules need.
    """
    parts: list[Any] = [
        kind.objects.filter(action__plan=plan)
        .order_by()
        .values_list(Value(place), *(column for _, column in columns))
        for place, (kind, columns) in enumerate(EVENTS)
    ]
    found: dict[tuple[type[Model], int], list[Any]] = defaultdict(list)
    for place, *values in parts[0].union(*parts[1:], all=True):
        kind, columns = EVENTS[place]
        given = {name: value for (name, _), value in zip(columns, values, strict=True) if name}
        # from_db takes its values in the model's own order, whatever the order of their names
        names = [f.attname for f in kind._meta.concrete_fields if f.attname in given]
        row = kind.from_db(DEFAULT_DB_ALIAS, names, [given[name] for name in names])
        found[kind, row.action_id].append(row)
    for rows in found.values():
        rows.sort(key=lambda row: (_began(row), row.pk))
    return found


def _began(row: Any) -> date:
    """The day that a row's first date names."""
    day: date = getattr(row, BEGAN[type(row)])
    return day


NO_DAY = Cast(Value(None), DateField())
NO_KEY = Cast(Value(None), BigIntegerField())
NO_FLAG = Cast(Value(None), BooleanField())
NO_WORDS = Value("")

# Of each kind, the columns: key, action, day it began, day of decision, another day, state, label,
# update that it speaks of, a flag, entry of the legend. A column without a field fills the place.
Columns = tuple[tuple[str, Any], ...]


def _columns(*names: Any) -> Columns:
    """A field's name twice, or a column that only fills its place."""
    return tuple((name, name) if isinstance(name, str) else ("", name) for name in names)


EVENTS: tuple[tuple[Any, Columns], ...] = (
    (
        Challenge,
        _columns(
            "id", "action_id", "made_on", NO_DAY, NO_DAY, "canonical", "entry_label",
            "update_challenged_id", NO_FLAG, NO_KEY,
        ),
    ),
    (
        DeadlineRevision,
        _columns(
            "id", "action_id", "requested_on", "decided_on", "proposed_due", "state", NO_WORDS,
            NO_KEY, NO_FLAG, NO_KEY,
        ),
    ),
    (
        Completion,
        _columns(
            "id", "action_id", "completed_on", "decided_on", "reopened_on", "state", NO_WORDS,
            "update_claiming_id", "imported", NO_KEY,
        ),
    ),
    (
        UpdateCheck,
        _columns(
            "id", "action_id", "checked_on", NO_DAY, NO_DAY, "outcome", NO_WORDS,
            "update_checked_id", NO_FLAG, NO_KEY,
        ),
    ),
    (
        ProposalDecision,
        _columns(
            "id", "action_id", "decided_on", NO_DAY, NO_DAY, "canonical", "entry_label",
            "about_id", "accepted", "entry_id",
        ),
    ),
)  # fmt: skip
BEGAN = {kind: str(columns[2][0]) for kind, columns in EVENTS}
