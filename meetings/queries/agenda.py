"""A meeting's agenda: the exceptions first, each with what is needed to decide about it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from actions.queries.positions import Position, position
from actions.queries.questions import asked_first, questions
from actions.queries.rows import Row
from actions.rules.overdue import CLOSED
from actions.rules.record import Challenged, Completed, DateAsked, Said
from committees.enums import BodyKind
from committees.models import Meeting
from documents.enums import Canonical
from meetings.enums import DecisionKind, DecisionState
from meetings.models import MeetingDecision
from meetings.queries.decisions import decided, live, not_beside, subject
from plans.enums import OVER, Decision
from plans.models import Plan, SignOff

HELD_LATELY = timedelta(days=120)
# what makes an exception, the worst first: a printed state, or the key of a matter
EXCEPTIONS = (
    (Canonical.OFF_TRACK.value, "Off track"),
    (Canonical.AT_RISK.value, "At risk"),
    ("overdue", "Overdue"),
    ("not_updated", "Not updated this quarter"),
    ("challenged", "Challenged by the chair"),
    ("claimed", "Completion to be verified"),
    ("date_asked", "New date asked for"),
    ("no_lead", "No lead"),
    ("vacant_post", "Lead’s post is vacant"),
    ("group_alone", "Nobody behind the group"),
    ("no_date", "No date"),
)
PRINTED = {"overdue": "Past the date agreed"}  # as reports print it
LABELS = {
    DecisionKind.COMPLETE: "Complete",
    DecisionKind.EXTEND: "New date",
    DecisionKind.WITHDRAW: "Withdraw",
    DecisionKind.LEAD: "Change the lead",
    DecisionKind.RATING: "Agree a rating",
    DecisionKind.ESCALATE: "Ask chief officers",
    DecisionKind.NOTED: "Note",
}


@dataclass(frozen=True)
class Decided:
    """A decision with its words; `open` while it can still be changed."""

    row: MeetingDecision
    subject: str
    words: str

    @property
    def open(self) -> bool:
        return self.row.state == DecisionState.RECORDED

    @property
    def applied(self) -> bool:
        return self.row.state == DecisionState.APPLIED


@dataclass(frozen=True)
class Card:
    """One action as a meeting looks at it; `kinds` are what may still be decided about it."""

    row: Row
    last: Said | None
    challenge: Challenged | None
    asked: DateAsked | None
    claim: Completed | None
    claiming: Said | None
    decisions: Sequence[Decided]
    kinds: Sequence[DecisionKind]
    question: str = ""

    @property
    def words(self) -> str:
        """What the lead said last: what stands in the way first, where something does."""
        if self.last is None:
            return ""
        return self.last.reason or self.last.what_happened


@dataclass
class Section:
    key: str
    label: str
    cards: list[Card] = field(default_factory=list)


@dataclass(frozen=True)
class Agenda:
    """`sections` hold each exception once, under the first thing that makes it one."""

    sections: Sequence[Section]
    others: Sequence[Row]
    chosen: Card | None
    decisions: Sequence[Decided]

    @property
    def recorded(self) -> int:
        return sum(item.open for item in self.decisions)

    @property
    def exceptions(self) -> int:
        return sum(len(section.cards) for section in self.sections)


def agenda(position: Position, meeting: Meeting, chosen: int | None = None) -> Agenda:
    """The agenda of `meeting` for a plan as it stands. `chosen` is the key of one more action to
    decide about. One query beside the position's own."""
    words = Words(position, meeting)
    sections = [Section(key, label) for key, label in EXCEPTIONS]
    others: list[Row] = []
    for row in asked_first(position.rows):
        rated = row.standing.rated  # ongoing items stand apart
        section = next((one for one in sections if rated and _belongs(row, one.key)), None)
        if section:
            section.cards.append(words.card(row))
        else:
            others.append(row)
    return Agenda(
        sections=[section for section in sections if section.cards],
        others=others,
        chosen=next((words.card(row) for row in others if row.pk == chosen), None),
        decisions=words.decisions,
    )


def undecided(plan: Plan, meeting: Meeting) -> list[tuple[Row, str]]:
    """The exceptions of a plan at the end of a meeting's day about which it decided nothing, the
    worst first, each with what made it one, in the words of the plan's legend and of reports. What
    was struck out was not decided."""
    every = MeetingDecision.objects.filter(plan=plan, meeting=meeting)
    about = {row.action_id for row in live(every)}
    rows = [row for row in position(plan, meeting.held_on).rows if row.standing.rated]
    made = [
        (place, row.tag.label if key == row.bucket else PRINTED.get(key, label), row)
        for row in rows
        if row.pk not in about
        for place, (key, label) in enumerate(EXCEPTIONS)
        if _belongs(row, key)
    ]
    first: dict[int, tuple[Row, str]] = {}
    for _, label, row in sorted(made, key=lambda one: one[0]):
        first.setdefault(row.pk, (row, label))
    return list(first.values())


def plans_of(meeting: Meeting) -> QuerySet[Plan]:
    """The plans that a meeting could decide on: agreed by then and not ended since, of its body;
    where a plan names none, of its area's committees."""
    of_area = Q(body=None, area=meeting.body.area_id)
    of_body = Q(body=meeting.body_id)
    if meeting.body.kind == BodyKind.COMMITTEE:
        of_body |= of_area
    agreed = SignOff.objects.filter(decision=Decision.AGREED, decided_on__lte=meeting.held_on)
    rows = Plan.objects.filter(of_body, pk__in=agreed.values("plan")).exclude(state__in=OVER)
    return rows.order_by("pk")


def _belongs(row: Row, key: str) -> bool:
    return row.bucket == key or key in row.matters


class Words:
    """What was said and decided about a plan's actions."""

    def __init__(self, position: Position, meeting: Meeting) -> None:
        """`position` holds the words; the meeting's decisions are one query."""
        self.said = {row.pk: row for item in position.record.actions for row in item.said}
        self.questions = {one.row.pk: one.text for one in questions(position.rows).to_ask}
        self.decisions = decisions_of(position.plan, meeting)
        self.by_action: dict[int, list[Decided]] = defaultdict(list)
        for item in self.decisions:
            self.by_action[item.row.action_id or 0].append(item)

    def card(self, row: Row) -> Card:
        decisions, now = self.by_action.get(row.pk, []), row.standing
        claim = now.completion if now.claimed else None
        return Card(
            row=row,
            last=now.said,
            challenge=now.challenge,
            asked=now.open_revision,
            claim=claim,
            claiming=self.said.get(claim.update_claiming_id) if claim else None,
            decisions=decisions,
            kinds=_kinds(row, [item.row for item in decisions]),
            question=self.questions.get(row.pk, ""),
        )


def decisions_of(plan: Plan, meeting: Meeting) -> list[Decided]:
    """The decisions of `meeting` about `plan`, struck out ones too, as recorded. One query."""
    rows = MeetingDecision.objects.filter(plan=plan, meeting=meeting).select_related(
        "action", "added", "recorded_by", "applied_by", "lead", "entry", "heading__level", "meeting"
    )
    return [Decided(row, subject(row), decided(row)) for row in rows.order_by("pk")]


def meetings_of(plan: Plan) -> QuerySet[Meeting]:
    """The meetings of the plan's committee, or of its area's committees where none is named."""
    if plan.body_id:
        return Meeting.objects.filter(body=plan.body_id).select_related("body")
    kind = BodyKind.COMMITTEE
    return Meeting.objects.filter(body__area=plan.area_id, body__kind=kind).select_related("body")


def meetings_about(plan: Plan, today: date) -> QuerySet[Meeting]:
    """Meetings ahead and those held lately, the latest first, with what was recorded. One query."""
    recorded_in = MeetingDecision.objects.filter(plan=plan).values("meeting")
    near = Q(held_on__gte=today - HELD_LATELY) | Q(pk__in=recorded_in)
    mine = Q(decisions__plan=plan)
    return (
        meetings_of(plan)
        .filter(near)
        .annotate(
            waiting=Count("decisions", filter=mine & Q(decisions__state=DecisionState.RECORDED)),
            applied=Count("decisions", filter=mine & Q(decisions__state=DecisionState.APPLIED)),
        )
        .order_by("-held_on")
    )


def _kinds(row: Row, decisions: Iterable[MeetingDecision]) -> list[DecisionKind]:
    """What makes sense to decide: nothing twice, and one end only."""
    done = {DecisionKind(one.kind) for one in live(decisions)}
    standing = row.standing
    kinds = []
    if standing.rating not in CLOSED:
        kinds.append(DecisionKind.COMPLETE)
        if standing.due:
            kinds.append(DecisionKind.EXTEND)
        kinds += [DecisionKind.WITHDRAW, DecisionKind.LEAD, DecisionKind.RATING]
    kinds += [DecisionKind.ESCALATE, DecisionKind.NOTED]
    return [kind for kind in kinds if not done & not_beside(kind)]
