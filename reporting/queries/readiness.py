"""What a report still needs before it is frozen: said beforehand, decided by a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.db.models import BooleanField, DateTimeField, Exists, OuterRef, Q, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.urls import reverse

from actions.enums import ActionKind
from actions.queries.record import plan_record
from actions.rules.standing import PlanRecord, Standing, counts
from audit.models import Event
from documents import sections
from documents.enums import Silence
from documents.papers.counts import imbalances
from documents.phrases import count, listed, sentence
from meetings.enums import DecisionState
from meetings.models import MeetingDecision
from reporting.enums import MADE_PROOF, DirectionState
from reporting.models import Direction, Report, Section, Snapshot
from reporting.queries.reports import content_of, name_of
from reporting.rules.coverage import covered_until
from reporting.rules.snapshots.count_rows import count_rows
from timescales.date_format import long_day
from timescales.quarters import ONE_DAY

STOPS, WARNS, GOOD = "stop", "warn", "good"
NO_MOMENT = Cast(Value(None), DateTimeField())
NAMED = 12  # references listed before the rest are only counted


@dataclass(frozen=True)
class Check:
    """One line of the readiness check. A "stop" refuses the freezing; a "warn" is for a person.

    `href` is where it is put right or looked at; `office` where only who prepares reports gets in.
    """

    level: str
    text: str
    href: str = ""
    office: bool = False


@dataclass(frozen=True)
class Readiness:
    """All checks, gravest first."""

    checks: Sequence[Check]
    total: int
    takes_reason: bool = False  # leads are still being asked on the report's day

    @property
    def can_freeze(self) -> bool:
        return not self.stops

    @property
    def stops(self) -> int:
        return sum(check.level == STOPS for check in self.checks)

    @property
    def looks(self) -> int:
        return sum(check.level == WARNS for check in self.checks)


@dataclass(frozen=True)
class LastProof:
    """The latest proof of a report: when, by whom, of what; whether anything that it could show
    was touched since."""

    at: datetime
    by: str
    of: str
    touched: bool


@dataclass(frozen=True)
class Outstanding:
    """What stands beside a report in preparation and in no plan."""

    decisions: int  # of meetings, not applied to the plan yet
    directions: Sequence[int]  # the numbers of those that would print as not answered yet (rule 9)
    proof: LastProof | None


def outstanding(report: Report) -> Outstanding:
    """Decisions, directions and proofs, side by side in one query."""
    decisions = MeetingDecision.objects.filter(
        plan=report.plan_id, state=DecisionState.RECORDED, meeting__held_on__lte=report.as_of
    )
    directions = Direction.objects.filter(
        area=report.area_id, state=DirectionState.OPEN, given_on__lte=report.as_of, answers=None
    )
    proofs = Event.objects.filter(
        verb=MADE_PROOF, target_type="reporting.report", target_id=report.pk
    )
    round_it = Event.objects.filter(Q(area_id=report.area_id) | Q(area_id=None))
    since = Exists(round_it.filter(pk__gt=OuterRef("pk")))
    nothing = (NO_MOMENT, Value(""), Value(""), Value(False, BooleanField()))
    rows = proofs.order_by().values_list(
        *(Value("proof"), "pk", "at", "actor_label", KT("changes__of"), since)
    )
    rows = rows.union(
        decisions.order_by().values_list(Value("decision"), "pk", *nothing),
        directions.order_by().values_list(Value("direction"), "number", *nothing),
        all=True,
    )
    counted = 0
    numbers: list[int] = []
    made: dict[int, LastProof] = {}
    for kind, number, at, by, of, touched in rows:
        if kind == "proof":
            made[number] = LastProof(at, by, of, bool(touched))
        elif kind == "direction":
            numbers.append(number)
        else:
            counted += 1
    return Outstanding(counted, sorted(numbers), made[max(made)] if made else None)


def readiness(
    report: Report, written: Sequence[Section], beside: Outstanding, today: date
) -> Readiness:
    """What to know before `report` is frozen. A constant number of queries; writes nothing."""
    record = plan_record(report.plan, holders_on=report.as_of)
    standings = [row for row in record.standings(report.as_of) if row.rated]
    own = [row.pk for row in Report.objects.family(report)]
    before = Snapshot.objects.compared_with(report.plan, report.as_of, report.kind, own)
    checks = [
        *_days(report, record, today),
        *_period(report, before.of_report if before else None),
        *_counts(report, record, before, counts(standings)),
        *_actions(report, standings),
        *_checked(report, record, standings),
        *_meetings(report, beside.decisions),
        *_directions(beside.directions),
        *_words(report, written),
    ]
    order = (STOPS, WARNS, GOOD)
    window = record.window_on(report.as_of)
    return Readiness(
        checks=sorted(checks, key=lambda row: order.index(row.level)),
        total=len(standings),
        takes_reason=window is not None and window.open_on(report.as_of),
    )


def _days(report: Report, record: PlanRecord, today: date) -> Iterator[Check]:
    if report.as_of > today:
        yield Check(
            STOPS, "The day of the position has not come yet.", _details(report), office=True
        )
    window = record.window_on(report.as_of)
    if window and window.open_on(report.as_of):
        day = long_day(window.closing(report.as_of))
        yield Check(
            WARNS,
            f"Leads are still being asked: “{window.label}” is open until {day}. Freezing before "
            "that takes a reason, which is printed.",
            reverse("plan_windows", args=[report.plan.slug]),
        )


def _period(report: Report, before: Report | None) -> Iterator[Check]:
    """Which report it goes on from, and whether it does (rule 8)."""
    if before is None:
        return
    there = reverse("report_detail", args=[before.pk])
    yield Check(GOOD, f"It is compared with {name_of(before)}.", there)
    first = covered_until(before) + ONE_DAY
    if report.period_start != first:
        said = f"The period has to begin on {long_day(first)}: change what it covers."
        yield Check(STOPS, said, _details(report), office=True)


def _counts(
    report: Report, record: PlanRecord, before: Snapshot | None, by_status: dict[str, int]
) -> Iterator[Check]:
    rows = count_rows(
        record, report.plan.period_start, report.as_of, content_of(before) if before else None
    )
    wrong = imbalances(rows, by_status)
    yield from (Check(STOPS, text, _actions_of(report)) for text in wrong)
    if not wrong:
        last = rows[-1]
        yield Check(
            GOOD,
            f"The counts balance: {last['total']} in the plan, {last['completed']} completed, "
            f"{last['ongoing']} ongoing.",
            _actions_of(report),
        )
    if before is None:
        yield Check(GOOD, "This is the first report of the plan: nothing to compare with.")


def _actions(report: Report, rows: Sequence[Standing]) -> Iterator[Check]:
    for kind in Silence:
        unheard = [row for row in rows if row.silence == kind]
        if unheard:
            why = kind.label.lower()
            said = f"{_counted(unheard)} will print as not updated ({why})."
            yield Check(WARNS, said, _actions_of(report, matter=kind.value))
    claimed = [row for row in rows if row.claimed]
    if claimed:
        said = f"{_counted(claimed)} said to be complete and not verified."
        yield Check(WARNS, said, _actions_of(report, matter="claimed"))
    waiting = [row for row in rows if row.open_revision]
    if waiting:
        said = f"{_counted(waiting)} waiting for a decision on a new date."
        yield Check(WARNS, said, _actions_of(report, matter="date_asked"))
    incomplete = [row for row in rows if row.no_lead or row.no_date]
    if incomplete:
        there = reverse("plan_data_quality", args=[report.plan.slug])
        yield Check(WARNS, f"{_counted(incomplete)} without a lead or a date.", there)


def _checked(report: Report, record: PlanRecord, rows: Sequence[Standing]) -> Iterator[Check]:
    """What the coordinator has still to look at, of what was said in the window."""
    asked_from = record.asked_from(report.as_of)
    unchecked = [
        row for row in rows if row.said and row.said.as_at >= asked_from and row.checked is None
    ]
    if unchecked:
        said = f"{_counted(unchecked)} with an update that nobody has checked."
        there = reverse("plan_checking", args=[report.plan.slug])
        yield Check(WARNS, said, there, office=True)
    back = [row for row in rows if row.returned]
    if back:
        said = f"{_counted(back)} sent back and not answered again."
        yield Check(WARNS, said, _actions_of(report, matter="sent_back"))


def _meetings(report: Report, waiting: int) -> Iterator[Check]:
    """Decisions of meetings that stand in no plan yet."""
    if waiting:
        yield Check(
            WARNS,
            f"{sentence(count(waiting, 'decision'))} of a meeting not applied to the plan yet.",
            reverse("plan_meetings", args=[report.plan.slug]),
        )


def _directions(numbers: Sequence[int]) -> Iterator[Check]:
    """Open directions that would print as not answered yet (rule 9)."""
    if numbers:
        named = listed([str(number) for number in numbers])
        said = f"{sentence(count(len(numbers), 'direction'))} ({named})"
        yield Check(WARNS, f"{said} will print as not answered yet.", reverse("direction_list"))


def _counted(rows: Sequence[Standing]) -> str:
    names = [row.action.reference for row in rows[:NAMED]]
    if len(rows) > NAMED:
        names.append(f"{len(rows) - NAMED} more")
    return f"{sentence(count(len(rows), 'action'))} ({listed(names)})"


def _words(report: Report, written: Sequence[Section]) -> Iterator[Check]:
    bodies = {row.key: row.body for row in written}
    for part in sections.PARTS[report.kind]:
        if part.needed and not bodies.get(part.key, "").strip():
            level = STOPS if part.required else WARNS
            there = reverse("section_edit", args=[report.pk, part.key])
            yield Check(level, f"“{part.heading}” is not written.", there)


def _details(report: Report) -> str:
    return reverse("report_details", args=[report.pk])


def _actions_of(report: Report, **asked: str) -> str:
    """The plan's list of actions as it stood on the report's day, narrowed by what is `asked`."""
    query = urlencode({"as_of": report.as_of.isoformat(), "kind": ActionKind.RATED.value, **asked})
    return f"{reverse('plan_actions', args=[report.plan.slug])}?{query}"
