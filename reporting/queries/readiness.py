"""What a report still needs before it is frozen: said beforehand, decided by a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import BooleanField, DateTimeField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.urls import reverse

from actions.enums import ActionKind
from actions.queries.record import plan_record
from actions.rules.record import Detail
from actions.rules.standing import PlanRecord, Standing, counts
from audit.models import Event
from documents import sections
from documents.enums import Silence
from documents.papers.counts import imbalances
from documents.phrases import count, listed, sentence
from figures.models import Indicator
from guard.rules.counts import MOST
from guard.rules.examination import tells_count
from guard.rules.signs import signs
from meetings.enums import DecisionKind, DecisionState
from meetings.models import MeetingDecision
from outcomes.models import Reading
from reporting.enums import MADE_PROOF, DirectionState
from reporting.models import Direction, DirectionAnswer, Report, Section, Snapshot
from reporting.queries.figures import readers_of
from reporting.queries.register_words import WORDS
from reporting.queries.reports import content_of, name_of
from reporting.rules.coverage import covered_until
from reporting.rules.snapshots.count_rows import count_rows
from timescales.date_format import long_day
from timescales.quarters import ONE_DAY

NO_MOMENT = Cast(Value(None), DateTimeField())
STOPS, WARNS, GOOD = "stop", "warn", "good"
SMALL = "a small number of children"
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
class Told:
    """Words that a report prints beside those of its sections and actions: what they are, and the
    key of the page where they stand."""

    what: str
    page: str
    key: int
    text: str


@dataclass(frozen=True)
class Outstanding:
    """What stands beside a report in preparation and in no plan."""

    decisions: int  # of meetings, not applied to the plan yet
    directions: Sequence[int]  # the numbers of those that would print as not answered yet (rule 9)
    proof: LastProof | None
    figures: bool = False  # whether the area has indicators
    told: Sequence[Told] = ()


def outstanding(report: Report) -> Outstanding:
    """Decisions, directions, proofs, words that go out with them, and whether there are figures,
    side by side in one query."""
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
    measured = Indicator.objects.filter(area=report.area_id)
    nothing = (NO_MOMENT, Value(""), Value(""), Value(False, BooleanField()))
    rows = proofs.order_by().values_list(
        *(Value("proof"), "pk", "at", "actor_label", KT("changes__of"), since)
    )
    rows = rows.union(
        decisions.order_by().values_list(Value("decision"), "pk", *nothing),
        directions.order_by().values_list(Value("direction"), "number", *nothing),
        measured.order_by().values_list(Value("figures"), "area_id", *nothing).distinct(),
        *_told(report),
        all=True,
    )
    counted, figures = 0, False
    numbers: list[int] = []
    told: list[Told] = []
    made: dict[int, LastProof] = {}
    for kind, number, at, by, of, touched in rows:
        if kind == "proof":
            made[number] = LastProof(at, by, of, bool(touched))
        elif kind == "direction":
            numbers.append(number)
        elif kind == "figures":
            figures = True
        elif kind == "decision":
            counted += 1
        elif tells_count(by, MOST):
            told.append(Told(of, kind, number, by))
    told.sort(key=lambda one: (one.page, one.what, one.key, one.text))
    last = made[max(made)] if made else None
    return Outstanding(counted, sorted(numbers), last, figures, told)


def _told(report: Report) -> Iterator[QuerySet[Any, Any]]:
    """Of directions, their answers, what meetings put to chief officers, what was said of readings
    and what registers hold: words, in rows that stand beside those of `outstanding`."""
    area, day = report.area_id, report.as_of
    directed = Direction.objects.filter(area=area, given_on__lte=day)
    answers = DirectionAnswer.objects.filter(direction__area=area, direction__given_on__lte=day)
    put = MeetingDecision.objects.filter(
        plan=report.plan_id, kind=DecisionKind.ESCALATE, meeting__held_on__lte=day
    )
    readings = Reading.objects.filter(measure__plan=report.plan_id, given_on__lte=day)
    of_directions, to_officers = "What was directed", "What a meeting put to chief officers"
    words = (
        (directed, "direction_list", "number", "text", of_directions),
        (directed, "direction_list", "number", "closing_note", "How a direction was closed"),
        (answers, "direction_list", "direction__number", "text", "What was answered"),
        (put, "action_detail", "action_id", "reason", to_officers),
        (readings, "measure_detail", "measure_id", "note", "The note of a reading"),
    )
    for rows, page, key, column, what in (*words, *_of_registers(report)):
        said = rows.exclude(**{column: ""}).order_by()
        yield said.values_list(
            *(Value(page), key, NO_MOMENT, column, Value(what), Value(False, BooleanField()))
        )


def _of_registers(report: Report) -> Iterator[tuple[QuerySet[Any, Any], str, str, str, str]]:
    for one in WORDS:
        counts: dict[str, int | bool | date] = {one.area: report.area_id}
        counts |= {f"{one.shared}__isnull": False}
        counts |= {f"{one.until}__lte": report.as_of}
        counts |= {f"{one.since}__gte": report.period_start} if one.since else {}
        rows = one.model._default_manager.filter(**counts)
        for column in one.columns:
            yield rows, one.page, one.key, column, one.what


def readiness(
    report: Report,
    written: Sequence[Section],
    beside: Outstanding,
    today: date,
    figures: Iterable[Check] = (),
) -> Readiness:
    """What to know before `report` is frozen, with what its `figures` and rooms above need. A
    constant number of queries; writes nothing."""
    record = plan_record(report.plan, holders_on=report.as_of, detail=Detail.WORDS)
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
        *(Check(WARNS, one) for one in signs(written, standings, _said)),
        *_children_counted(report, written, record.standings(report.as_of), beside.told),
        *figures,
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
    for part in sections.own(report.kind, report.contents):
        if part.needed and not bodies.get(part.key, "").strip():
            level = STOPS if part.required else WARNS
            there = reverse("section_edit", args=[report.pk, part.key])
            yield Check(level, f"“{part.heading}” is not written.", there)


def _children_counted(
    report: Report, written: Sequence[Section], rows: Sequence[Standing], beside: Sequence[Told]
) -> Iterator[Check]:
    """Where words that go out tell a small number of children. One query where any do."""
    bodies = [(row, row.body) for row in written]
    bodies = [pair for pair in bodies if tells_count(pair[1], MOST)]
    said = [(row, _said(row)) for row in rows]
    said = [pair for pair in said if tells_count(pair[1], MOST)]
    if not bodies and not said and not beside:
        return
    rule = readers_of(report.area, report.kind).rule
    most = 0 if rule.is_exact else rule.threshold
    for section, body in bodies:
        if tells_count(body, most):
            there = reverse("section_edit", args=[report.pk, section.key])
            yield Check(WARNS, f"“{section.heading}” tells {SMALL}.", there)
    for row, text in said:
        if tells_count(text, most):
            there = reverse("action_detail", args=[row.action.pk])
            yield Check(
                WARNS, f"What is said of action {row.action.reference} tells {SMALL}.", there
            )
    for one in beside:
        if tells_count(one.text, most):
            yield Check(WARNS, f"{one.what} tells {SMALL}.", _page_of(report, one))


def _page_of(report: Report, told: Told) -> str:
    lists = {"direction_list": [], "return_list": [report.area.slug]}
    return reverse(told.page, args=lists.get(told.page, [told.key]))


def _said(row: Standing) -> str:
    """Everything that a report prints of what people said of an action."""
    said, challenge = row.said, row.challenge
    words = [row.action.text, row.action.expected_impact, challenge.reason if challenge else ""]
    if said:
        words += [said.what_happened, said.evidence, said.difference, said.reason, said.recovery]
    words += [text for one in row.revisions for text in (one.reason, one.impact)]
    return "\n\n".join(words)


def _details(report: Report) -> str:
    return reverse("report_details", args=[report.pk])


def _actions_of(report: Report, **asked: str) -> str:
    """The plan's list of actions as it stood on the report's day, narrowed by what is `asked`."""
    query = urlencode({"as_of": report.as_of.isoformat(), "kind": ActionKind.RATED.value, **asked})
    return f"{reverse('plan_actions', args=[report.plan.slug])}?{query}"
