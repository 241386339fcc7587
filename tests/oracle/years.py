"""A year of an imported plan as a committee lives it, drawn from a seed.

The steps are those of `lives`, and what only a year has: meetings with decisions that are applied
late, directions, recurring work, moderated words, the annual report.
"""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import uuid4

import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from accounts.roles import Role
from actions.models import ProgressUpdate
from actions.rules.occurrences import RECURS
from committees.enums import Seat
from committees.models import Area, Meeting, Post
from decisions.services import moderate_update
from documents import sections
from documents.enums import ReportKind
from imports.services.plan import save_plan
from meetings.enums import DecisionKind
from meetings.models import MeetingDecision
from meetings.services import apply_decisions, record_decision
from plans.enums import Decision
from plans.models import Heading, LegendEntry, Plan
from plans.services import decide_on_plan
from reporting.enums import DirectionState, Marking, ReportState
from reporting.models import Direction, Report
from reporting.services import (
    answer_direction,
    begin_report,
    close_direction,
    freeze_report,
    record_direction,
    write_section,
)
from tests import factories as make
from tests.imports.books import draft_of
from tests.oracle.lives import FIRST, STEPS, Life
from tests.reminders.asked import beat
from tests.reporting.histories import Past
from timescales.days import Period as Days
from timescales.quarters import covering
from updates.services import answer_occurrences

CAME_IN = FIRST + timedelta(days=3)
ENDS = date(2028, 2, 29)
QUARTER, LAST_DAY = 91, 364
OFFICER, GROUP = "Chief Nurse", "Learning Group"
POSTS = ("Head of Service", "Reporter", OFFICER)
ROWS = [
    ["Outcome", "No", "Action", "Lead", "Timescale"],
    ["1 Children are heard", "1.1", "Ask each child before a meeting", POSTS[0], "30 June 2026"],
    ["", "1.2", "Offer an advocate at the first meeting", POSTS[1], "31 August 2026"],
    ["", "1.3", "Sample ten records with families", GROUP, "Quarterly"],
    ["2 Plans are sound", "2.1", "Write one standard for chronologies", OFFICER, "By March, 2027"],
    ["", "2.2", "Train those who chair meetings", POSTS[0], "31 December 2026"],
    ["", "2.3", "Read five plans aloud in supervision", OFFICER, "5 dip samples monthly"],
    ["", "2.4", "Bring a report to chief officers", "", "before each COG"],
    ["", "2.5", "Keep the guidance current", GROUP, "Ongoing"],
]


def imported_life() -> Life:
    """A plan that came in three days after it began; one post has never been held."""
    area = make.AreaFactory.create()
    posts = [_post(area, title) for title in POSTS]
    make.holder_of(posts[0], name="Ailsa Wren")
    make.holder_of(posts[2], name="Iona Birse")
    group = make.GroupFactory.create(area=area, title=GROUP, body__name=GROUP)
    chair_of_group = make.person_with(Role.SUB_COMMITTEE_CHAIR, area, name="Catriona Muir")
    make.MembershipFactory.create(body=group.body, user=chair_of_group, seat=Seat.CHAIR)
    coordinator = make.person_with(Role.LEAD_OFFICER, area, name="Morag Weir")
    chair = make.person_with(Role.CHAIR, area, name="Dugald Reid")
    make.person_with(Role.CHIEF_OFFICER, area, name="Effie Lorne")
    with time_machine.travel(noon(CAME_IN), tick=False):
        plan = _plan(area, coordinator)
    entries = list(LegendEntry.objects.filter(legend__plan=plan))
    headings = list(Heading.objects.filter(plan=plan))
    past = Past(plan, coordinator, chair, posts, headings, entries)
    return Life(past, FIRST)


def _post(area: Area, title: str) -> Post:
    return make.PostFactory.create(area=area, title=title, agency=make.AgencyFactory.create())


def _plan(area: Area, coordinator: User) -> Plan:
    """Brought in by the import, agreed and published on the same day."""
    committee = make.BodyFactory.create(area=area)
    plan = save_plan(
        by=coordinator, draft=draft_of(ROWS, Days(FIRST, ENDS)), area=area, title="Plan 2026",
        period_start=FIRST, period_end=ENDS, legend="rag-judgement",
    )  # fmt: skip
    Plan.objects.filter(pk=plan.pk).update(body=committee)
    for decision in (Decision.AGREED, Decision.PUBLISHED):
        decide_on_plan(by=None, plan=plan, decision=decision, decided_by="COG", on=CAME_IN)
    plan.refresh_from_db()
    return plan


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


IN_THE_WINDOW = ["update", "update", "update", "update", "claim", "quiet", "recur"]
CHECKED = [
    *("accept", "moderate", "send back", "challenge", "decide claim", "decide claim"),
    *("adopt", "ask date", "decide date"),
]
BETWEEN = ["vacate", "fill", "lead", "add", "withdraw", "reopen", "edit", "decide claim"]


def year(seed: int, *, mail: bool = False) -> list[tuple[int, str, int]]:
    """Four quarters of steps, days counted from the first; the same for the same seed."""
    chance, steps = Random(seed), []

    def some(day: int, what: str, number: int | None = None) -> None:
        if 4 <= day <= LAST_DAY:
            steps.append((day, what, chance.randrange(24) if number is None else number))

    for meets in range(QUARTER - 6, LAST_DAY, QUARTER):
        opens = meets - 28
        some(opens, "window")
        for _ in range(10):
            some(opens + chance.randrange(17), chance.choice(IN_THE_WINDOW))
        for _ in range(6):
            some(opens + 12 + chance.randrange(20), chance.choice(CHECKED))
        for _ in range(4):
            some(meets - chance.randrange(80), chance.choice(BETWEEN))
        if chance.random() < 0.6:
            some(opens + 10 + chance.randrange(24), "more days")
        some(opens + 6, "page")
        some(meets + 5, "page")
        for day in range(opens, opens + 36) if mail else ():
            some(day, "mail")
        some(meets, "meet")
        some(meets + chance.randrange(7), "apply")
        some(meets + 5, "report", chance.choice((0, 1, 1, 2, 4, 5, 7)))
        some(meets + 12, "direct")
        some(meets + 30, "answer")
        some(meets + 50 + chance.randrange(50), "close")
    some(LAST_DAY, "annual")
    return steps


def _meet(one: Life, day: date, number: int) -> None:
    """What a meeting decided; it is applied later, and dated to the meeting."""
    meeting = make.MeetingFactory.create(body=one.past.plan.body, held_on=day)
    decided: list[tuple[DecisionKind, dict[str, Any]]] = [
        (DecisionKind.COMPLETE, {"evidence": one.words(day, "Evidence"),
                                 "difference": one.words(day, "Difference")}),
        (DecisionKind.EXTEND, {"proposed_due": day + timedelta(days=60 + number),
                               "reason": one.words(day, "Reason"), "impact": "Families wait."}),
        (DecisionKind.ADD, {"text": one.words(day, "Action"), "lead": one.past.posts[number % 3],
                            "heading": one.past.headings[number % 2],
                            "timescale_words": "31 May 2027"}),
        (DecisionKind.WITHDRAW, {"reason": one.words(day, "Reason")}),
        (DecisionKind.ESCALATE, {"reason": one.words(day, "Question")}),
        (DecisionKind.LEAD, {"lead": one.past.posts[number % 3], "reason": "They know it."}),
        (DecisionKind.RATING, {"entry": one.past.entries[number % 2],
                               "reason": one.words(day, "Reason")}),
    ]  # fmt: skip
    for at in {number % 7, number // 4, 4 if number % 2 else 2, 6}:
        kind, said = decided[at]
        action = None if kind == DecisionKind.ADD else one.past.action(number + at)
        with suppress(ValidationError), transaction.atomic():
            record_decision(
                by=one.by, meeting=meeting, plan=one.past.plan, kind=kind, token=uuid4(), on=day,
                action=action, **said,
            )  # fmt: skip


def _apply(one: Life, day: date, number: int) -> None:
    waiting = MeetingDecision.objects.filter(plan=one.past.plan, state="recorded")
    for meeting in Meeting.objects.filter(pk__in=waiting.values("meeting")):
        with suppress(ValidationError), transaction.atomic():
            apply_decisions(by=one.past.chair, meeting=meeting, plan=one.past.plan, on=day)


def _moderate(one: Life, day: date, number: int) -> None:
    update = ProgressUpdate.objects.filter(action=one.past.action(number)).last()
    if update:
        moderate_update(
            by=one.past.chair, update=update, seen=update.checks.count(), on=day,
            what_happened=one.words(day, "Moderated"),
        )  # fmt: skip


def _recur(one: Life, day: date, number: int) -> None:
    """The line for what fell due: fewer than wanted, with why, or all of it."""
    entry = next(row for row in one.past.entries if row.canonical == "on_track")
    for action in one.past.plan.actions.filter(timescale_kind__in=RECURS).select_related("plan"):
        with suppress(ValidationError), transaction.atomic():
            answer_occurrences(
                by=one.by, action=action, expected=action.row_version, entry=entry, on=day,
                done=number % 4, why=one.words(day, "Reason"),
            )  # fmt: skip


def _direct(one: Life, day: date, number: int) -> None:
    issued = [row for row in one.reports if row.state == ReportState.ISSUED]
    if issued:
        record_direction(
            by=one.by, report=issued[-1], text=one.words(day, "Direction"), given_by="Officers",
            given_on=day, on=day, due_on=day + timedelta(days=40) if number % 3 else None,
        )  # fmt: skip


def _open_direction(one: Life) -> Direction | None:
    return Direction.objects.filter(area=one.past.plan.area, state=DirectionState.OPEN).first()


def _answer(one: Life, day: date, number: int) -> None:
    if direction := _open_direction(one):
        action = one.past.action(number) if number % 2 else None
        answer_direction(
            by=one.by, direction=direction, on=day, text=one.words(day, "Answer"), action=action
        )


def _close(one: Life, day: date, number: int) -> None:
    if direction := _open_direction(one):
        close_direction(
            by=one.past.chair, direction=direction, expected=direction.row_version, on=day,
            closing_note=one.words(day, "Closing"),
        )  # fmt: skip


def _annual(one: Life, day: date, number: int) -> None:
    """The year's report: every required section written, frozen on the year's last day."""
    report: Report = begin_report(
        by=one.by, plan=one.past.plan, kind=ReportKind.ANNUAL, as_of=day,
        period=covering("annual", one.begins, day), marking=Marking.OFFICIAL,
    )  # fmt: skip
    required = [part.key for part in sections.ANNUAL if part.required]
    for section in report.sections.filter(key__in=required):
        write_section(by=one.by, section=section, expected=section.row_version, body="Written.")
    frozen = freeze_report(by=one.by, report=report, open_window_reason="The year is over.")
    one.events.append(("year", frozen))


def _mail(one: Life, day: date, number: int) -> None:
    """What beat does in the morning, and the worker after it."""
    beat(day)
    one.events.append(("mail", None))


STEPS.update(
    {"meet": _meet, "apply": _apply, "moderate": _moderate, "recur": _recur, "direct": _direct,
     "answer": _answer, "close": _close, "annual": _annual, "mail": _mail,
     "page": lambda one, day, number: one.events.append(("page", None))}
)  # fmt: skip
