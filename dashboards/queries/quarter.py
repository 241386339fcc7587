"""Where a plan stands in its quarter: the meeting that it is about, and the days round it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.models import User
from accounts.roles import Permission
from actions.queries.positions import position
from actions.queries.questions import Question, Questions, questions
from actions.rules.record import Detail
from committees.models import Meeting, Offsets
from committees.permissions import may
from committees.queries.groups import offsets_of_bodies
from committees.rules.quarter import FURTHEST_REPORT, Quarter, dates_of
from meetings.queries.agenda import meetings_of
from plans.models import Plan
from timescales.date_format import long_day
from windows.queries import ASKED_STATES

# of each step: before its day comes, while it is the next to come, and when its day is over
WORDS = {
    "opens": ("Updates are asked for", "Next: updates are asked for", "Updates were asked for"),
    "closes": ("Updates close", "Now: leads answer", "Updates closed"),
    "review": ("The chair reviews", "Now: the chair reviews", "Chair’s review"),
    "papers": ("Papers go out", "Next: papers go out", "Papers were due out"),
    "meeting": ("Meeting", "Next: the meeting", "Meeting"),
    "report": ("Report to chief officers", "Now: the report", "Report was due"),
}
SHOWN_QUESTIONS = 5
# who looks at a whole plan before a meeting
LOOKS_AT_PLAN = (Permission.DATE_DECIDE, Permission.UPDATE_CHECK)
UNTIL = frozenset({"closes", "review", "report"})


@dataclass(frozen=True)
class QuarterStep:
    """One day of the quarter in words; `state` is "done", "now" or "next"."""

    what: str
    when: str
    state: str


@dataclass(frozen=True)
class QuarterLine:
    """The quarter round `meeting`; `days_left` until it, below nought once it was held."""

    meeting: Meeting
    days_left: int
    steps: Sequence[QuarterStep]

    @property
    def now(self) -> QuarterStep | None:
        return next((step for step in self.steps if step.state == "now"), None)


def quarter_line(plan: Plan, today: date) -> QuarterLine | None:
    """The quarter that `today` lies in: it ends when its report is due to chief officers.

    None where no meeting is recorded from then on. Two queries.
    """
    begin = today - timedelta(days=FURTHEST_REPORT)
    rows = list(meetings_of(plan).filter(held_on__gte=begin).order_by("held_on", "pk"))
    offsets = offsets_of_bodies(row.body_id for row in rows)
    for meeting in rows:
        quarter = dates_of(meeting.held_on, offsets.get(meeting.body_id) or Offsets())
        if quarter.report >= today:
            return QuarterLine(
                meeting, (meeting.held_on - today).days, list(_steps(quarter, today))
            )
    return None


def _steps(quarter: Quarter, today: date) -> Iterator[QuarterStep]:
    days = [(step.key, step.day) for step in quarter.steps() if step.key in WORDS]
    now = next((key for key, day in days if day >= today), "")
    for key, day in days:
        ahead, current, over = WORDS[key]
        state = "now" if key == now else ("done" if day < today else "next")
        what = {"now": current, "done": over, "next": ahead}[state]
        when = f"by {long_day(day)}" if key in UNTIL and state != "done" else long_day(day)
        yield QuarterStep(what, when, state)


@dataclass(frozen=True)
class Ahead:
    """The quarter of the plan whose meeting comes next, and what to ask about it."""

    plan: Plan
    line: QuarterLine
    questions: Questions

    @property
    def shown(self) -> Sequence[Question]:
        return self.questions.to_ask[:SHOWN_QUESTIONS]

    @property
    def more(self) -> int:
        return len(self.questions.to_ask) - len(self.shown)


def ahead_of(user: User, plans: Sequence[Plan], today: date) -> Ahead | None:
    """The meeting that comes next of the plans that this person looks at as a whole."""
    own = [
        plan
        for plan in plans
        if plan.state in ASKED_STATES and any(may(user, one, plan.area_id) for one in LOOKS_AT_PLAN)
    ]
    lines = [(plan, line) for plan in own if (line := quarter_line(plan, today))]
    if not lines:
        return None
    plan, line = min(lines, key=lambda pair: pair[1].meeting.held_on)
    stands = position(plan, today, detail=Detail.WORDS)
    return Ahead(plan, line, questions(stands.rows))
