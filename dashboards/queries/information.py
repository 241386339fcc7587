"""All that was said in an area about a subject between two days: for a request for information.

One list of kinds of words: what the page counts is what the file holds. Drafts that nobody sent and
the words of reports that are not issued are not among them; spreadsheets that wait neither.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from actions.models import (
    Action,
    Challenge,
    Comment,
    Completion,
    DeadlineRevision,
    Evidence,
    ProgressUpdate,
    ProposalDecision,
    UpdateCheck,
)
from assurance.models import Activity, Finding, FindingAction
from committees.models import Area, Post
from committees.queries.history import events_seen, of_action, of_plan
from committees.querysets import Actor
from committees.rules.event_sentences import sentence
from documents.files.cells import Cell
from documents.files.tables import Table
from impact.queries.information import stated_between
from meetings.models import MeetingDecision
from narratives.queries.information import steps_between, words_between
from plans.models import Plan
from reporting.models import Direction, DirectionAnswer
from returns.queries.information import returned_between
from voices.queries.information import said_between

Row = Sequence[Cell]
Heads = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Subject:
    """What is asked for: an area, in it a plan, an action or what a post leads, words, two days."""

    area: Area
    since: date
    until: date
    plan: Plan | None = None
    action: Action | None = None
    post: Post | None = None
    words: str = ""

    @property
    def about(self) -> str:
        """What it is about, in words."""
        parts = [
            f"plan “{self.plan.title}”" if self.plan else "",
            f"action {self.action.reference}" if self.action else "",
            f"what {self.post} leads" if self.post else "",
            f"the words “{self.words}”" if self.words else "",
        ]
        return ", ".join(filter(None, parts)) or f"all of {self.area}"

    @property
    def actions(self) -> QuerySet[Action]:
        rows = Action.objects.filter(plan__area=self.area)
        if self.plan:
            rows = rows.filter(plan=self.plan)
        if self.action:
            rows = rows.filter(pk=self.action.pk)
        if self.post:
            rows = rows.filter(leads__post=self.post)
        return rows

    @property
    def whole(self) -> bool:
        """Whether it is about no action in particular, so that words about none are among it."""
        return self.action is None and self.post is None

    def days(self, name: str) -> dict[str, date]:
        return {f"{name}__gte": self.since, f"{name}__lte": self.until}


@dataclass(frozen=True)
class Kind:
    """One kind of words: its sheet, the day that it is of, its columns, how its rows are got."""

    name: str
    heads: Heads
    rows: Callable[[Subject], list[Row]]


def gathered(subject: Subject, user: Actor) -> list[Table]:
    """A table for each kind of words, in the order of their days. Under thirty queries."""
    tables = [Table(kind.name, kind.heads, _holding(subject, kind.rows(subject))) for kind in KINDS]
    return [*tables, Table("Record", RECORD, _holding(subject, _record(subject, user)))]


def _holding(subject: Subject, rows: list[Row]) -> list[Row]:
    """Those rows that hold the words that are asked for."""
    wanted = subject.words.casefold()
    return [
        row
        for row in rows
        if not wanted or any(wanted in cell.casefold() for cell in row if isinstance(cell, str))
    ]


def _of_actions(model: Any, day: str, *words: str) -> Callable[[Subject], list[Row]]:
    """Rows about actions: the action, the day, then each of `words`, which are paths."""

    def rows(subject: Subject) -> list[Row]:
        rows_about = model.objects.filter(action__in=subject.actions, **subject.days(day))
        rows_about = rows_about.select_related("action", *_people(model)).order_by(day, "pk")
        return [
            (row.action.reference, row.action.text, _on(row, day), *(_at(row, w) for w in words))
            for row in rows_about
        ]

    return rows


def _people(model: Any) -> list[str]:
    """The columns of a model that name somebody."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if field.is_relation and field.name.endswith("_by")
    ]


def _on(row: Any, day: str) -> date:
    value = getattr(row, day.split("__")[0])
    return timezone.localdate(value) if hasattr(value, "hour") else value


def _at(row: Any, name: str) -> Cell:
    shown = getattr(row, f"get_{name}_display", None)
    value = shown() if shown else getattr(row, name)
    if value is None or isinstance(value, date):
        return value
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _meetings(subject: Subject) -> list[Row]:
    rows = MeetingDecision.objects.filter(
        plan__area=subject.area, **subject.days("meeting__held_on")
    )
    about = Q(action__in=subject.actions)
    if subject.whole:
        about |= Q(action=None, plan=subject.plan) if subject.plan else Q(action=None)
    rows_about = rows.filter(about).select_related("action", "meeting__body", "recorded_by")
    return [
        (
            row.action.reference if row.action else "",
            row.action.text if row.action else row.text,
            row.meeting.held_on,
            str(row.meeting.body),
            row.get_kind_display(),
            row.text,
            row.reason,
            row.impact,
            row.evidence,
            row.difference,
            str(row.recorded_by),
        )
        for row in rows_about.order_by("meeting__held_on", "pk")
    ]


def _directions(subject: Subject) -> list[Row]:
    rows = Direction.objects.filter(area=subject.area, **subject.days("given_on"))
    if subject.plan:
        rows = rows.filter(plan=subject.plan)
    if not subject.whole:
        rows = rows.filter(answers__action__in=subject.actions).distinct()
    return [
        (str(row), row.text, row.given_on, row.given_by, row.closing_note)
        for row in rows.order_by("given_on", "pk")
    ]


def _answers(subject: Subject) -> list[Row]:
    rows = DirectionAnswer.objects.filter(
        direction__area=subject.area, **subject.days("answered_on")
    )
    if subject.plan:
        rows = rows.filter(direction__plan=subject.plan)
    if not subject.whole:
        rows = rows.filter(action__in=subject.actions)
    rows_about = rows.select_related("direction", "action", "answered_by")
    return [
        (
            str(row.direction),
            row.text,
            row.answered_on,
            str(row.answered_by),
            row.action.reference if row.action else "",
        )
        for row in rows_about.order_by("answered_on", "pk")
    ]


def _register(subject: Subject) -> list[Row]:
    """The words of the assurance register that somebody shared; an entry is about no action."""
    if not subject.whole or subject.plan:
        return []
    rows = Activity.objects.filter(area=subject.area, **subject.days("reported_on"))
    return [
        (row.title, row.get_kind_display(), row.when, row.went_well, row.to_improve)
        for row in rows.exclude(shared_at=None).order_by("reported_on", "pk")
    ]


def _found(subject: Subject) -> list[Row]:
    """What shared entries of the register found, with an action those that it came of."""
    rows = Finding.objects.filter(
        activity__area=subject.area, **subject.days("activity__reported_on")
    ).exclude(activity__shared_at=None)
    if not subject.whole or subject.plan:
        joined = FindingAction.objects.standing().filter(action__in=subject.actions)
        rows = rows.filter(pk__in=joined.values("finding"))
    return [
        (str(row.activity), row.reference, row.activity.when, row.text)
        for row in rows.select_related("activity").order_by("activity__reported_on", "pk")
    ]


def _said(subject: Subject) -> list[Row]:
    actions = None if subject.whole else subject.actions
    days = (subject.since, subject.until)
    return said_between(subject.area, *days, plan=subject.plan, actions=actions)


def _stated(subject: Subject) -> list[Row]:
    """What was said of the difference made is about no single action."""
    days = (subject.since, subject.until)
    return stated_between(subject.area, *days, plan=subject.plan) if subject.whole else []


def _returned(subject: Subject) -> list[Row]:
    """Returns of sub-committees are about no plan."""
    about_area = subject.whole and subject.plan is None
    return returned_between(subject.area, subject.since, subject.until) if about_area else []


def _sections(subject: Subject) -> list[Row]:
    """Of reports; they are about no single action."""
    days = (subject.since, subject.until)
    return words_between(subject.area, *days, subject.plan) if subject.whole else []


def _parts(subject: Subject) -> list[Row]:
    days = (subject.since, subject.until)
    return steps_between(subject.area, *days, subject.plan) if subject.whole else []


def _record(subject: Subject, user: Actor) -> list[Row]:
    """What the record says of it, as sentences."""
    events = events_seen(user, subject.area)
    events = events.filter(at__date__gte=subject.since, at__date__lte=subject.until)
    if subject.action:
        events = events.filter(of_action(subject.action.pk))
    elif subject.post:
        about = Q(target_type="actions.action", target_id__in=subject.actions.values("pk"))
        held = Q(target_type="committees.postholding", target_id__in=subject.post.holdings.all())
        events = events.filter(
            about | held | Q(target_type="committees.post", target_id=subject.post.pk)
        )
    elif subject.plan:
        events = events.filter(of_plan(subject.plan.pk))
    return [
        (timezone.localdate(event.at), event.actor_label, sentence(event))
        for event in events.order_by("at", "pk")
    ]


ABOUT: Heads = (("Action", 10), ("What will be done", 50), ("Day", 18))
RECORD: Heads = (("Day", 18), ("Who", 26), ("What was done", 100))
KINDS = (
    Kind(
        "Updates",
        (*ABOUT, ("Who", 26), ("Rating", 18), ("What happened", 60), ("Evidence", 40),
         ("Difference made", 40), ("Why it is not on track", 40),
         ("What will be done about it", 40)),
        _of_actions(ProgressUpdate, "as_at", "author_label", "entry_label", "what_happened",
                    "evidence", "difference", "reason", "recovery"),
    ),
    Kind(
        "Checks of updates",
        (*ABOUT, ("Who", 26), ("Outcome", 18), ("Note", 60), ("Wording for the report", 60),
         ("Reason, in other words", 40), ("What will be done about it, in other words", 40),
         ("Difference, in other words", 40)),
        _of_actions(UpdateCheck, "checked_on", "checked_by", "outcome", "note", "what_happened",
                    "reason", "recovery", "difference"),
    ),
    Kind(
        "Challenges",
        (*ABOUT, ("Who", 26), ("Rating", 18), ("Reason", 60)),
        _of_actions(Challenge, "made_on", "made_by", "entry_label", "reason"),
    ),
    Kind(
        "Comments",
        (*ABOUT, ("Who", 26), ("Comment", 80)),
        _of_actions(Comment, "made_on", "made_by", "text"),
    ),
    Kind(
        "Ratings decided",
        (*ABOUT, ("Who", 26), ("Rating", 18), ("Because", 60), ("Accepted", 10), ("Note", 60)),
        _of_actions(ProposalDecision, "decided_on", "decided_by", "entry_label", "reason",
                    "accepted", "note"),
    ),
    Kind(
        "New dates",
        (*ABOUT, ("Asked by", 26), ("From", 18), ("To", 18), ("Reason", 60),
         ("What the delay means", 60), ("State", 18), ("Decided by", 40), ("Decided on", 18),
         ("Note", 60)),
        _of_actions(DeadlineRevision, "requested_on", "requested_by", "from_due", "proposed_due",
                    "reason", "impact", "state", "decider_label", "decided_on", "decision_note"),
    ),
    Kind(
        "Completions",
        (*ABOUT, ("Reported by", 26), ("State", 26), ("Decided by", 26), ("Decided on", 18),
         ("Note", 60), ("Why it was opened again", 60)),
        _of_actions(Completion, "completed_on", "claimed_by", "state", "decided_by", "decided_on",
                    "note", "reopen_reason"),
    ),
    Kind(
        "Evidence",
        (*ABOUT, ("Who", 26), ("Title", 60), ("Address", 60)),
        _of_actions(Evidence, "added_at__date", "added_by", "title", "url"),
    ),
    Kind(
        "Meetings",
        (*ABOUT, ("Group", 30), ("Decision", 20), ("Words", 60), ("Reason", 60),
         ("What it means", 40), ("Evidence", 40), ("Difference", 40), ("Written down by", 26)),
        _meetings,
    ),
    Kind(
        "Directions",
        (("Direction", 14), ("What was directed", 80), ("Day", 18), ("Given by", 30),
         ("Why it was closed", 60)),
        _directions,
    ),
    Kind(
        "Answers to directions",
        (("Direction", 14), ("Answer", 80), ("Day", 18), ("Who", 26), ("Action", 10)),
        _answers,
    ),
    Kind(
        "Assurance register",
        (("What it was", 40), ("Kind", 26), ("Reported on", 18), ("What went well", 80),
         ("What to improve", 80)),
        _register,
    ),
    Kind(
        "Findings",
        (("What it was", 40), ("Finding", 10), ("Reported on", 18), ("What was found", 80)),
        _found,
    ),
    Kind(
        "Children and families",
        (("Who said it", 30), ("How", 22), ("Day", 18), ("What they said", 80),
         ("What was decided", 60), ("How they were told", 40)),
        _said,
    ),
    Kind(
        "Difference made",
        (("Plan", 40), ("Priority", 50), ("Shared on", 18), ("What is different", 80),
         ("Shared by", 26)),
        _stated,
    ),
    Kind(
        "Returns of sub-committees",
        (("Return", 50), ("Quarter", 34), ("Sent on", 18), ("What of it", 40), ("Words", 100)),
        _returned,
    ),
    Kind(
        "Words of issued reports",
        (("Report", 40), ("Section", 30), ("Issued on", 18), ("Words", 100)),
        _sections,
    ),
    Kind(
        "Parts of issued reports",
        (("Report", 40), ("Section", 30), ("Day", 18), ("Who", 26), ("What was done", 30),
         ("Words", 80)),
        _parts,
    ),
)  # fmt: skip
