"""What the pages of directions show: rows with their state, and actions as last reported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from accounts.models import User
from accounts.roles import Permission
from committees.enums import BodyKind
from committees.models import Area, Body
from committees.permissions import may
from committees.querysets import Actor
from documents import statuses
from documents.statuses import Tag, default_tag
from plans.enums import OVER
from plans.models import Plan
from reporting.enums import DirectionState, ReportState
from reporting.models import Direction, DirectionAnswer, Report, Snapshot
from reporting.queries.reports import content_of

RELATED = ("area", "plan", "report", "recorded_by", "closed_by", "closed_at")


@dataclass(frozen=True)
class DirectionRow:
    """A direction with how it stands today, as a word, a symbol and a colour."""

    direction: Direction
    answers: int
    today: date

    @property
    def open(self) -> bool:
        return self.direction.state == DirectionState.OPEN

    @property
    def overdue(self) -> bool:
        due = self.direction.due_on
        return self.open and due is not None and due < self.today

    @property
    def tag(self) -> Tag:
        if not self.open:
            return default_tag("complete", "Closed")
        if self.overdue:
            return default_tag("off_track", "Past its date")
        if self.answers:
            return default_tag("on_track", "Answered")
        return default_tag("not_started", "Not answered yet")


@dataclass(frozen=True)
class Directed:
    """The directions that answered an issued report, for whoever reads its page."""

    rows: Sequence[DirectionRow]
    reads: bool
    records: bool


@dataclass(frozen=True)
class AnswerRow:
    """An answer, and how its action stood in the last issued report of its plan."""

    answer: DirectionAnswer
    reported: Tag | None
    reported_on: str
    linked: bool  # whether the person may open the action itself


def rows(directions: QuerySet[Direction], today: date) -> list[DirectionRow]:
    """Directions with the number of their answers, the open ones first. One query."""
    counted = directions.select_related(*RELATED).annotate(said=Count("answers"))
    listed = [
        DirectionRow(row, row.said, today) for row in counted.order_by("area__name", "number")
    ]
    return sorted(listed, key=lambda row: (not row.open, row.direction.area.name))


def awaiting(user: User, areas: Iterable[Area], today: date) -> list[DirectionRow]:
    """Open directions that nobody has answered, for those who answer them. One query."""
    answering = Area.objects.with_permission(user, Permission.DIRECTION_ANSWER)
    seen = Direction.objects.filter(area__in=answering, state=DirectionState.OPEN, answers=None)
    return rows(seen.filter(area__in=[area.pk for area in areas]), today)


def answer_rows(answers: Sequence[DirectionAnswer], user: User) -> list[AnswerRow]:
    """Each answer with its action's status as last reported: chief officers read no live plan."""
    contents = _last_reported({row.action.plan_id for row in answers if row.action})
    reads = set(
        Area.objects.with_permission(user, Permission.PLAN_READ).values_list("pk", flat=True)
    )
    shown = []
    for row in answers:
        tag, day = contents.get(row.action_id or 0, (None, ""))
        linked = row.action is not None and row.action.plan.area_id in reads
        shown.append(AnswerRow(row, tag, day, linked))
    return shown


def _last_reported(plans: set[int]) -> dict[int, tuple[Tag, str]]:
    """The status of every action in the last issued report of its plan. Two queries at most."""
    if not plans:
        return {}
    issued = Report.objects.filter(plan__in=plans, state=ReportState.ISSUED)
    latest: dict[int, int] = {}
    for plan, snapshot in issued.order_by("-as_of", "-pk").values_list("plan", "snapshot"):
        latest.setdefault(plan, snapshot)
    reported: dict[int, tuple[Tag, str]] = {}
    for kept in Snapshot.objects.filter(pk__in=latest.values()):
        content = content_of(kept)
        colours = statuses.palette(content)
        reported |= {row["id"]: (colours.of(row), content["as_of"]) for row in content["actions"]}
    return reported


def body_of(report: Report) -> str:
    """The body that a report is presented to, in words."""
    if report.addressed_to:
        return report.addressed_to.name
    group = Body.objects.filter(area=report.area_id, kind=BodyKind.CHIEF_OFFICERS_GROUP).first()
    return group.name if group else BodyKind.CHIEF_OFFICERS_GROUP.label


def plan_for(direction: Direction) -> Plan | None:
    """The plan that takes a direction's action: its own, or the one that has followed it."""
    if direction.plan.state not in OVER:
        return direction.plan
    following = Plan.objects.filter(area=direction.area_id).exclude(state__in=OVER)
    return following.order_by("-period_start", "-pk").first()


def directed(report: Report, user: Actor, today: date) -> Directed:
    """What was directed on reading an issued `report`, and whether `user` reads and records
    directions."""
    reads = may(user, Permission.REPORT_READ_ISSUED, report.area_id)
    return Directed(
        rows=rows(report.directions.all(), today) if reads else (),
        reads=reads,
        records=may(user, Permission.DIRECTION_RECORD, report.area_id),
    )
