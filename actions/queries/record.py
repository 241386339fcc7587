"""The one loader: everything about a plan, or about some actions, as plain values.

Pages, lists, letters, snapshots and commands read what is loaded here and ask the rules
(`actions.rules.standing`) about it. Five queries, however many actions there are.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final, TypeVar

from django.db.models import (
    BigIntegerField,
    BooleanField,
    DateField,
    DateTimeField,
    Exists,
    IntegerField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from accounts.models import Agency
from accounts.roles import Permission, roles_with
from actions.models import (
    Action,
    ActionRisk,
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
from actions.rules.frame import Frame, Line, framed
from actions.rules.past import agencies_then, as_it_stood, posts_missing
from actions.rules.record import (
    ActionRecord,
    ActionState,
    AgencyState,
    Days,
    Detail,
    Holding,
    LeadState,
    Person,
    PostState,
    Said,
    WindowState,
)
from actions.rules.standing import PlanRecord, Standing
from audit.rules.days import Day
from committees.models import Post, RoleGrant
from documents.enums import Canonical
from plans.models import LegendEntry, Plan
from windows.models import UpdateWindow

T = TypeVar("T")
ANSWERING = (*roles_with(Permission.UPDATE_OWN), *roles_with(Permission.UPDATE_GROUP))
STATES = {state.value: state for state in Canonical}


def plan_record(
    plan: Plan, *, holders_on: date | None = None, detail: Detail = Detail.BONES
) -> PlanRecord:
    """A plan's whole record, with the leads' holders of a day (today when not given)."""
    rows = Action.objects.filter(plan=plan).order_by("kind", "position", "pk")
    items = _records(_actions(rows), Q(action__plan=plan), holders_on, detail)
    windows, legend = _frame([plan.pk])
    return PlanRecord(plan.pk, items, windows[plan.pk], legend[plan.pk])


def record_on(record: PlanRecord, day: Day) -> PlanRecord:
    """A loaded record as its words and leads stood at the end of `day`, in the order of then.

    Two queries more at most, where a post led then that leads nothing now, or of another agency.
    """
    if not day.states:
        return record
    missing, agencies = posts_missing(record, day), agencies_then(day)
    posts = posts_of(missing, day.on) if missing else {}
    rows = Agency.objects.filter(pk__in=agencies) if agencies else ()
    return as_it_stood(record, day, posts, {row.pk: AgencyState(row.pk, row.name) for row in rows})


def records_of(
    actions: QuerySet[Action], *, holders_on: date, detail: Detail = Detail.BONES
) -> dict[int, PlanRecord]:
    """The records of some actions, by the keys of their plans: each holds those actions only."""
    asked = _actions(actions)
    by_plan: defaultdict[int, list[ActionRecord]] = defaultdict(list)
    for item in _records(asked, Q(action__in=[row.pk for row in asked]), holders_on, detail):
        by_plan[item.action.plan_id].append(item)
    windows, legend = _frame(by_plan)
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
            shows=beside.shows.get(action.pk, ()),
            risks=beside.risks.get(action.pk, ()),
        )
        for action in actions
    ]


def _actions(rows: QuerySet[Action]) -> list[ActionState]:
    values = rows.values_list(
        *("pk", "plan_id", "heading_id", "kind", "position", "number", "text", "expected_impact"),
        *("origin", "timescale_words", "timescale_kind", "recurrence", "starts", "first_due"),
        *("due", "added_on", "entered_on", "added_at_id", "withdrawn_on", "withdrawn_reason"),
        *("row_version", "added_at__held_on"),
    )
    return [ActionState(*row) for row in values]


def windows_of(plan: Plan) -> list[WindowState]:
    """A plan's update windows in the order of their opening. One query."""
    return _frame([plan.pk]).windows[plan.pk]


NO_DAY = Cast(Value(None), DateField())


def _frame(plans: Iterable[int]) -> Frame:
    """The update windows of some plans with their reopenings, and their legends. One query."""
    of = list(plans)
    windows = UpdateWindow.objects.filter(plan__in=of).with_asking().order_by()
    legend = LegendEntry.objects.filter(legend__plan__in=of).order_by()
    lines = windows.values_list(
        *("plan_id", "pk", "reopenings__pk", "label", "opens_on", "closes_on", "asks_from"),
        *("reopenings__reopened_on", "reopenings__until", "reopenings__closed_on"),
        *(Value("") for _ in range(6)),
    ).union(
        legend.values_list(
            *("legend__plan_id", "pk", "position", "label"),
            *(NO_DAY for _ in range(6)),
            *("legend__basis", "code", "definition", "colour", "symbol", "canonical"),
        ),
        all=True,
    )
    return framed(Line._make(row) for row in lines)


def _leads(which: Q, day: date) -> dict[int, list[LeadState]]:
    """Leads by action, accountable first; a post is one value with those who hold it on `day`."""
    order = ("post__holdings__capacity", "-post__holdings__starts", "post__holdings__pk")
    rows = (
        Lead.objects.filter(which)
        .annotate(able=_able("post__holdings__user", "post__area"))
        .order_by("action_id", "-accountable", "position", "pk", *order)
        .values_list(
            *("action_id", "pk", "accountable"),
            *(f"post{name}" for name in POST),
            *(f"post__{name}" for name in HELD),
            "able",
        )
    )
    named: dict[int, tuple[int, bool]] = {}
    posts: dict[int, PostState] = {}
    for action, pk, accountable, *post in rows:
        named[pk] = action, accountable
        posts[pk] = _with_holding(posts.get(pk), post, day)
    leads: defaultdict[int, list[LeadState]] = defaultdict(list)
    for pk, (action, accountable) in named.items():
        leads[action].append(LeadState(pk, posts[pk], accountable))
    return leads


POST = ("_id", "__title", "__kind", "__body_id", "__agency_id", "__agency__name")
HELD = (
    *("holdings__starts", "holdings__ends", "holdings__capacity", "holdings__user_id"),
    *("holdings__user__name", "holdings__user__email", "holdings__ended_at"),
)


def _able(user: str, area: str) -> Exists:
    """Whether a holder has, or had, a role in the post's area that lets them answer."""
    grants = RoleGrant.objects.filter(user=OuterRef(user), area=OuterRef(area))
    return Exists(grants.filter(role__in=ANSWERING))


def _with_holding(post: PostState | None, values: Sequence[Any], day: date) -> PostState:
    """A post with one holding more; `values` are those of `POST`, `HELD` and `_able`."""
    pk, title, kind, body, agency, name, starts, ends, capacity, user, *person = values
    *person, ended_at, able = person
    of = AgencyState(agency, name) if agency else None
    post = post or PostState(pk, title, kind, body, of)
    if not user:
        return post
    # what was ended at once holds on its last day no more
    held = Days(starts, ends - timedelta(days=1) if ended_at else ends)
    if held.ends is not None and held.ends < starts:
        return post
    present = (Holding(Person(user, *person), capacity, able),) if held.touch(day, day) else ()
    return replace(
        post,
        present=(*post.present, *present),
        answered_for=(*post.answered_for, held) if able else post.answered_for,
    )


def posts_of(keys: Iterable[int], day: date) -> dict[int, PostState]:
    """Some posts with those who hold them on `day`, by key. One query."""
    rows = (
        Post.objects.filter(pk__in=list(keys))
        .annotate(able=_able("holdings__user", "area"))
        .order_by("pk", "holdings__capacity", "-holdings__starts", "holdings__pk")
        .values_list("pk", *(name.removeprefix("__") for name in POST[1:]), *HELD, "able")
    )
    posts: dict[int, PostState] = {}
    for row in rows:
        posts[row[0]] = _with_holding(posts.get(row[0]), row, day)
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


PEOPLE = ("who", "decider", "reopener")
EMPTY = {
    "began": Cast(Value(date.min), DateField()),
    **dict.fromkeys(("decided", "third", "fourth"), NO_DAY),
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
TABLES: Final[tuple[tuple[type[Model], dict[str, str | Coalesce]], ...]] = (
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
            "note": "impact", "more": "decision_note", "yet_more": "decider_label",
            "label": "decided_as",
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
            "third": "agreed_at__held_on",
            "who": "decided_by", "words": "reason", "note": "note",
        },
    ),
    (Comment, {"began": "made_on", "who": "made_by", "words": "text"}),
    (Evidence, {"about": "update_shown_id", "state": "kind", "label": "title", "words": "url"}),
    (
        ActionRisk,
        {
            "pk": "risk__steps__pk", "began": "risk__steps__on", "decided": "added_on",
            "third": "ended_on", "fourth": "risk__shared_on", "state": "risk__steps__kind",
            "label": "risk__number", "about": "risk__steps__likelihood_after", "entry": "pk",
            "number": Coalesce("risk__steps__impact_after", 0),
        },
    ),
    (
        ActionRisk,
        {
            "pk": "risk__area__risk_scales__pk", "began": "risk__area__risk_scales__on",
            "about": "risk__area__risk_scales__medium_from", "entry": "pk",
            "number": "risk__area__risk_scales__high_from",
        },
    ),
)  # fmt: skip
# of which detail on a table is read
THERE = {
    Beside.EVIDENCE: "update_shown",  # what came with updates that were sent
    Beside.RISK: "risk__steps",
    Beside.SCALE: "risk__area__risk_scales",
}
ASKED_FROM = {Beside.COMMENT: Detail.WORDS, Beside.EVIDENCE: Detail.EVIDENCE}


def _beside(which: Q, detail: Detail) -> Happened:
    """What was decided and said beside the updates: tables side by side, in one query.

    Comments, and who said and decided something, are words.
    """
    worded = detail >= Detail.WORDS
    first, *others = (
        _lines(kind, which, ALL if worded else FEW)
        for kind in Beside
        if detail >= ASKED_FROM.get(kind, Detail.BONES)
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
    if kind in THERE:
        rows = rows.filter(**{f"{THERE[kind]}__isnull": False})
    return rows.values_list(Value(kind.value), *asked)


def _by(key: Callable[[T], int], rows: Iterable[T]) -> defaultdict[int, list[T]]:
    grouped: defaultdict[int, list[T]] = defaultdict(list)
    for row in rows:
        grouped[key(row)].append(row)
    return grouped
