"""The one loader: everything about a plan, or about some actions, as plain values.

Pages, lists, letters, snapshots and commands read what is loaded here and ask the rules
(`actions.rules.standing`) about it. Six queries, seven with the evidence, however many actions
there are.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Final, TypeVar

from django.db.models import (
    BigIntegerField,
    BooleanField,
    DateField,
    DateTimeField,
    FilteredRelation,
    IntegerField,
    Model,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast
from django.utils import timezone

from actions.models import (
    Action,
    Challenge,
    Comment,
    Completion,
    DeadlineRevision,
    Evidence,
    Lead,
    ProgressUpdate,
    ProposalDecision,
    UpdateCheck,
)
from actions.rules.detail import ActionDetail, detail_of
from actions.rules.events import Beside, Happened, Row, happened
from actions.rules.record import (
    ActionRecord,
    ActionState,
    AgencyState,
    Detail,
    EntryState,
    Holding,
    LeadState,
    Person,
    PostState,
    Said,
    Shows,
    WindowState,
)
from actions.rules.standing import PlanRecord, Standing
from committees.models import Post
from documents.enums import Canonical
from plans.enums import LegendBasis
from plans.models import LegendEntry, Plan
from windows.models import UpdateWindow

T = TypeVar("T")
STATES = {state.value: state for state in Canonical}


def plan_record(
    plan: Plan, *, holders_on: date | None = None, detail: Detail = Detail.BONES
) -> PlanRecord:
    """A plan's whole record, with the leads' holders of a day (today when not given)."""
    rows = Action.objects.filter(plan=plan).order_by("kind", "position", "pk")
    items = _records(_actions(rows), Q(action__plan=plan), holders_on, detail)
    return PlanRecord(plan.pk, items, _windows([plan.pk])[plan.pk], _legend([plan.pk])[plan.pk])


def records_of(
    actions: QuerySet[Action], *, holders_on: date, detail: Detail = Detail.BONES
) -> dict[int, PlanRecord]:
    """The records of some actions, by the keys of their plans: each holds those actions only."""
    asked = _actions(actions)
    by_plan: defaultdict[int, list[ActionRecord]] = defaultdict(list)
    for item in _records(asked, Q(action__in=[row.pk for row in asked]), holders_on, detail):
        by_plan[item.action.plan_id].append(item)
    windows, legend = _windows(by_plan), _legend(by_plan)
    return {pk: PlanRecord(pk, rows, windows[pk], legend[pk]) for pk, rows in by_plan.items()}


def action_detail(action: Action, today: date, detail: Detail = Detail.EVIDENCE) -> ActionDetail:
    """How `action` stands today, who leads it, and its whole story with the evidence."""
    rows = Action.objects.filter(pk=action.pk)
    record = records_of(rows, holders_on=today, detail=detail)[action.plan_id]
    return detail_of(action.pk, record, today)


def standings(plan: Plan, as_of: date) -> list[Standing]:
    """How every action of `plan` stood on `as_of`. See `PlanRecord.standings`."""
    return plan_record(plan, holders_on=as_of).standings(as_of)


def _records(
    actions: Iterable[ActionState], which: Q, holders_on: date | None, detail: Detail
) -> list[ActionRecord]:
    """`which` picks the rows of the same actions in every other table."""
    leads, said = _leads(which, holders_on or timezone.localdate()), _said(which, detail)
    shows = _shows(which) if detail >= Detail.EVIDENCE else {}
    beside = _beside(which, detail)
    return [
        ActionRecord(
            action=action,
            leads=leads.get(action.pk, ()),
            said=said.get(action.pk, ()),
            challenges=beside.challenges.get(action.pk, ()),
            revisions=beside.revisions.get(action.pk, ()),
            completions=beside.completions.get(action.pk, ()),
            checks=beside.checks.get(action.pk, ()),
            proposal_decisions=beside.decisions.get(action.pk, ()),
            comments=beside.comments.get(action.pk, ()),
            shows=shows.get(action.pk, ()),
        )
        for action in actions
    ]


def _actions(rows: QuerySet[Action]) -> list[ActionState]:
    values = rows.values_list(
        *("pk", "plan_id", "heading_id", "kind", "position", "number", "text", "expected_impact"),
        *("origin", "timescale_words", "timescale_kind", "recurrence", "starts", "first_due"),
        *("due", "added_on", "added_at_id", "withdrawn_on", "withdrawn_reason", "row_version"),
    )
    return [ActionState(*row) for row in values]


def windows_of(plan: Plan) -> list[WindowState]:
    """A plan's update windows in the order of their opening. One query."""
    return _windows([plan.pk])[plan.pk]


def _windows(plans: Iterable[int]) -> defaultdict[int, list[WindowState]]:
    """The update windows of some plans, in the order of their opening."""
    rows = UpdateWindow.objects.filter(plan__in=list(plans)).order_by("opens_on")
    values = rows.values_list("pk", "plan_id", "label", "opens_on", "closes_on")
    return _by(lambda row: row.plan_id, (WindowState(*row) for row in values))


def _legend(plans: Iterable[int]) -> defaultdict[int, list[EntryState]]:
    """The legend entries of some plans, in printing order."""
    rows = LegendEntry.objects.filter(legend__plan__in=list(plans))
    values = rows.order_by("legend", "position").values_list(
        *("legend__basis", "pk", "legend__plan_id", "code", "label", "definition", "colour"),
        *("symbol", "canonical"),
    )
    entries = (
        EntryState(pk, plan, basis == LegendBasis.DATE, *words)
        for basis, pk, plan, *words in values
    )
    return _by(lambda row: row.plan_id, entries)


def _leads(which: Q, day: date) -> dict[int, list[LeadState]]:
    """Leads by action, accountable first; a post is one value with those who hold it on `day`."""
    held = Q(post__holdings__starts__lte=day) & (
        Q(post__holdings__ends=None) | Q(post__holdings__ends__gte=day)
    )
    rows = (
        Lead.objects.filter(which)
        .annotate(now=FilteredRelation("post__holdings", condition=held))
        .order_by("action_id", "-accountable", "position", "pk", "now__capacity", "-now__starts")
        .values_list(
            *("action_id", "pk", "accountable", "post_id", "post__title", "post__kind"),
            *("post__body_id", "post__agency_id", "post__agency__name", "now__capacity"),
            *("now__user_id", "now__user__name", "now__user__email"),
        )
    )
    named: dict[int, tuple[int, bool, PostState]] = {}
    present: defaultdict[int, list[Holding]] = defaultdict(list)
    for action, pk, accountable, post, title, kind, body, agency, name, *holding in rows:
        if pk not in named:
            of = AgencyState(agency, name) if agency else None
            named[pk] = action, accountable, PostState(post, title, kind, body, of)
        capacity, user, *person = holding
        if user:
            present[pk].append(Holding(Person(user, *person), capacity))
    leads: defaultdict[int, list[LeadState]] = defaultdict(list)
    for pk, (action, accountable, post) in named.items():
        leads[action].append(LeadState(pk, replace(post, present=tuple(present[pk])), accountable))
    return leads


def posts_of(keys: Iterable[int], day: date) -> dict[int, PostState]:
    """Some posts with those who hold them on `day`, by key. One query."""
    held = Q(holdings__starts__lte=day) & (Q(holdings__ends=None) | Q(holdings__ends__gte=day))
    rows = (
        Post.objects.filter(pk__in=list(keys))
        .annotate(now=FilteredRelation("holdings", condition=held))
        .order_by("pk", "now__capacity", "-now__starts")
        .values_list(
            *("pk", "title", "kind", "body_id", "agency_id", "agency__name", "now__capacity"),
            *("now__user_id", "now__user__name", "now__user__email"),
        )
    )
    posts: dict[int, PostState] = {}
    for pk, title, kind, body, agency, name, capacity, user, *person in rows:
        of = AgencyState(agency, name) if agency else None
        post = posts.get(pk) or PostState(pk, title, kind, body, of)
        present = (Holding(Person(user, *person), capacity),) if user else ()
        posts[pk] = replace(post, present=(*post.present, *present))
    return posts


BONES = (
    *("pk", "action_id", "as_at", "canonical", "entry_id", "nothing_to_report", "blocked"),
    *("source", "author_id"),
)
WORDS = (
    *("made_at", "author_label", "entry_label", "what_happened", "evidence", "difference"),
    *("reason", "recovery"),
)


def _said(which: Q, detail: Detail) -> dict[int, list[Said]]:
    """Every update by action, oldest first.

    All of them: to let the database pick the last few (a window over the same rows) took longer.
    """
    rows = ProgressUpdate.objects.filter(which).order_by("as_at", "made_at", "pk")
    values = rows.values_list(*BONES, *(WORDS if detail >= Detail.WORDS else ()))
    said = (
        Said(pk, action, day, STATES[state], entry, nothing, bool(blocked), *more)
        for pk, action, day, state, entry, nothing, blocked, *more in values
    )
    return _by(lambda row: row.action_id, said)


def _shows(which: Q) -> dict[int, list[Shows]]:
    """The files and links of updates that were sent, by action."""
    sent = Evidence.objects.filter(which, update_shown__isnull=False).order_by("pk")
    rows = sent.values_list("action_id", "pk", "update_shown_id", "kind", "title", "url")
    shows: defaultdict[int, list[Shows]] = defaultdict(list)
    for action, pk, update, kind, title, url in rows:
        shows[action].append(Shows(pk, update or 0, kind, title, url))
    return shows


PEOPLE = ("who", "decider", "reopener")
EMPTY = {
    **dict.fromkeys(("decided", "third", "fourth"), Cast(Value(None), DateField())),
    **dict.fromkeys(("about", "entry", *PEOPLE), Cast(Value(None), BigIntegerField())),
    "flag": Cast(Value(None), BooleanField()),
    "moment": Cast(Value(None), DateTimeField()),
    "number": Value(0, output_field=IntegerField()),
    **dict.fromkeys(("state", "label", "words", "note", "more", "yet_more", "last"), Value("")),
    **dict.fromkeys((f"{who}_{part}" for who in PEOPLE for part in ("name", "email")), Value("")),
}
ALL = Row._fields[1:]
FEW = ALL[: ALL.index("who")]
# in the order of `Beside`: of each table, the columns that fill a row's fields
TABLES: Final[tuple[tuple[type[Model], dict[str, str]], ...]] = (
    (
        Challenge,
        {
            "began": "made_on", "state": "canonical", "label": "entry_label",
            "about": "update_challenged_id", "entry": "entry_id",
            "who": "made_by", "words": "reason",
        },
    ),
    (
        DeadlineRevision,
        {
            "began": "requested_on", "decided": "decided_on", "third": "from_due",
            "fourth": "proposed_due", "state": "state", "flag": "to_chief_officers",
            "who": "requested_by", "decider": "decided_by", "words": "reason",
            "note": "impact", "more": "decision_note",
        },
    ),
    (
        Completion,
        {
            "began": "completed_on", "decided": "decided_on", "third": "reopened_on",
            "state": "state", "about": "update_claiming_id", "flag": "imported",
            "number": "days_late", "who": "claimed_by", "decider": "decided_by",
            "reopener": "reopened_by", "words": "note", "note": "reopen_reason",
        },
    ),
    (
        UpdateCheck,
        {
            "began": "checked_on", "state": "outcome", "about": "update_checked_id",
            "number": "sequence", "who": "checked_by", "moment": "checked_at",
            "words": "note", "note": "what_happened", "more": "reason", "yet_more": "recovery",
            "last": "difference",
        },
    ),
    (
        ProposalDecision,
        {
            "began": "decided_on", "state": "canonical", "label": "entry_label",
            "about": "about_id", "flag": "accepted", "entry": "entry_id",
            "who": "decided_by", "words": "reason", "note": "note",
        },
    ),
    (Comment, {"began": "made_on", "who": "made_by", "words": "text"}),
)  # fmt: skip


def _beside(which: Q, detail: Detail) -> Happened:
    """What was decided and said beside the updates: six tables side by side, in one query.

    Comments, and who said and decided something, are words.
    """
    worded = detail >= Detail.WORDS
    first, *others = (
        _lines(kind, which, ALL if worded else FEW)
        for kind in Beside
        if worded or kind != Beside.COMMENT
    )
    rest = () if worded else tuple(Row._field_defaults.values())
    return happened(Row._make((*row, *rest)) for row in first.union(*others, all=True))


def _lines(kind: Beside, which: Q, names: Iterable[str]) -> QuerySet[Model, tuple[object, ...]]:
    table, columns = TABLES[kind]
    own = {"pk": "pk", "action_id": "action_id", **columns}
    for who in columns.keys() & PEOPLE:
        own |= {f"{who}_{part}": f"{columns[who]}__{part}" for part in ("name", "email")}
    asked = [own.get(name) or EMPTY[name] for name in names]
    rows = table._default_manager.filter(which).order_by()
    return rows.values_list(Value(kind.value), *asked)


def _by(key: Callable[[T], int], rows: Iterable[T]) -> defaultdict[int, list[T]]:
    found: defaultdict[int, list[T]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found
