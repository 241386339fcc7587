"""What the program holds of a meeting, as its minutes print it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.timezone import localdate

from actions.models import DeadlineRevision
from committees.enums import MeetingKind
from committees.models import Meeting
from documents.phrases import count
from handouts.written import table
from meetings.enums import Attended, DecisionKind
from meetings.models import Attendance, MeetingDecision
from meetings.queries.agenda import plans_of, undecided
from meetings.queries.attendance import seats_at, seats_taken
from meetings.queries.decisions import live
from meetings.queries.minutes import MinutesLine, minutes_of
from meetings.rules.attendance import by_agency
from papers.models import Paper
from papers.rules.parts import MINUTES_WORDS, Asked, Part
from plans.models import Plan
from reporting.enums import ReportState
from reporting.models import Direction, Report
from reporting.queries.reports import content_of
from timescales.date_format import long_day

# of what was decided, what somebody has to carry out; the rest once it is applied is done
TO_CARRY_OUT = (DecisionKind.ADD, DecisionKind.EXTEND, DecisionKind.LEAD, DecisionKind.ESCALATE)
NOT_RECORDED = "Who attended is not recorded."
NOBODY_MET = "Nobody met: it was decided by correspondence."
NO_DECISION = "No decision about the plan is recorded."
NO_ACTIONS = "Nothing was decided that somebody has still to carry out."


def minutes_parts(meeting: Meeting, today: date) -> list[Part]:
    """Every part of a meeting's minutes, in their order. Their keys hold no key of a row: what was
    written under one finds it again where the area has moved to another machine. Some twenty
    queries, seven more for each plan that it decided on, ten for each that it could."""
    plans = list(Plan.objects.filter(meeting_decisions__meeting=meeting).distinct().order_by("pk"))
    lines = [(plan, line) for plan in plans for line in minutes_of(plan, meeting, today)]
    directions = list(_directions(meeting))
    between = _between(meeting, today)
    return [
        _attendance(meeting),
        _last_minutes(meeting),
        *_considered(meeting),
        *(_decision(plan, line, many=len(plans) > 1) for plan, line in lines),
        *_undecided(meeting, lines, plans),
        *_dates(meeting),
        *_correspondence(between),
        *_directed(directions),
        _actions([line for _, line in lines], between, directions),
        _part("other", "Anything else"),
    ]


def _part(key: str, heading: str, facts: Sequence[str] = (), tables: Sequence[object] = ()) -> Part:
    made = Part(Asked(key, heading, MINUTES_WORDS, needed=False), list(facts))
    made.tables.extend(tables)  # type: ignore[arg-type]
    return made


def _attendance(meeting: Meeting) -> Part:
    """By agency and by seat; a seat that the record leaves open is said to be."""
    heading = "Who attended"
    if meeting.kind == MeetingKind.CORRESPONDENCE:
        return _part("present", heading, [NOBODY_MET])
    taken = seats_taken([meeting]).get(meeting.pk)
    if taken is None:
        return _part("present", heading, [NOT_RECORDED])
    rows = Attendance.objects.filter(record__meeting=meeting)
    how = {seat: Attended(way) for seat, way in rows.values_list("membership", "how")}
    seats = [
        (str(seat.name), str(seat.designation), str(seat.agency or "–"),
         how[seat.pk].label if seat.pk in how else "Not recorded")
        for seat in seats_at(meeting)
    ]  # fmt: skip
    agencies = [
        (row.name, str(row.seats), str(row.present), str(row.deputy), str(row.apologies),
         str(row.absent), str(row.left_open))
        for row in by_agency(taken)
    ]  # fmt: skip
    counted = ("Seats", "Present", "Deputy", "Apologies", "Absent", "Not recorded")
    by_seat = (("Member", 28), ("Seat", 28), ("Agency", 26), ("Attended", 18))
    tables = [
        *table("By agency", (("Agency", 34), *((name, 11) for name in counted)), agencies),
        *table("By seat", by_seat, seats),
    ]
    came = sum(seat.how in (Attended.PRESENT, Attended.DEPUTY) for seat in taken)
    said = f"{came} of {len(taken)} members and advisers were there, or a deputy of theirs."
    return _part("present", heading, [said], tables)


def _last_minutes(meeting: Meeting) -> Part:
    rows = Paper.objects.filter(agreed_meeting=meeting, withdrawn_at=None)
    agreed = [f"Agreed: the minutes of the {row.meeting.what} of {long_day(row.meeting.held_on)}."
              for row in rows.select_related("meeting") if row.meeting]  # fmt: skip
    none = "No minutes are recorded as agreed at this meeting."
    return _part("before", "Minutes of earlier meetings", agreed or [none])


def _considered(meeting: Meeting) -> Iterable[Part]:
    """Which reports lay on the table, each by version and hash, and what each asked."""
    rows = Report.objects.filter(considered_at=meeting, state=ReportState.ISSUED)
    reports = list(rows.select_related("snapshot").order_by("as_of", "pk"))
    if not reports:
        yield _part("reports", "Reports considered", ["No report is recorded as considered here."])
    for report in reports:
        if report.snapshot is None:
            continue
        gone = " It was withdrawn since." if report.withdrawn_at else ""
        said = (
            f"Version {report.version}, position at {long_day(report.as_of)}, snapshot "
            f"{report.snapshot.fingerprint[:16]}.{gone}"
        )
        asked = content_of(report.snapshot)["decisions"]
        facts = [said, *(f"It asked: {words}" for words in asked)]
        if asked:
            facts.append("What was decided stands below, where it was recorded.")
        yield _part(f"report-{report.snapshot.sha256[:16]}", f"Considered: {report.title}", facts)


def _decision(plan: Plan, line: MinutesLine, *, many: bool) -> Part:
    """One decision: what, of what, by whom, and whether it is applied."""
    row = line.decided.row
    text = row.action.text if row.action else row.text
    facts = [
        line.decided.words,
        f"Decided by {row.meeting.body}; recorded by {row.recorded_by}. {stands(line)}.",
        *filter(None, (_decider(row), f"{line.late}." if line.late else "")),
    ]
    about = f"{line.decided.subject}: {text}" + (f" ({plan.title})" if many else "")
    return _part(f"decision-{row.token.hex[:16]}", about, facts)


def _decider(row: MeetingDecision) -> str:
    """Who decided on a new date, in the words that reports print."""
    if row.kind != DecisionKind.EXTEND or row.action_id is None:
        return ""
    dates = DeadlineRevision.objects.filter(action=row.action_id, decided_at=row.meeting_id)
    label = dates.exclude(decider_label="").values_list("decider_label", flat=True).first()
    return f"New date decided by {label}." if label else ""


def stands(line: MinutesLine) -> str:
    """Whether a decision is applied to the plan yet, and what is still to come."""
    row = line.decided.row
    if not line.decided.applied or row.applied_at is None:
        return "Waits to be applied"
    applied = f"Applied on {long_day(localdate(row.applied_at))} by {row.applied_by}"
    return f"{applied}. {line.note}" if line.note else applied


def _undecided(
    meeting: Meeting, lines: Sequence[object], decided_on: Sequence[Plan]
) -> Iterable[Part]:
    """What was struck out, and each exception about which the meeting decided nothing."""
    every = MeetingDecision.objects.filter(meeting=meeting)
    struck = every.count() - len(live(every))
    facts = [] if lines else [NO_DECISION]
    if struck:
        were = "was" if struck == 1 else "were"
        facts.append(f"{struck} recorded in the room {were} struck out, and not decided.")
    left = _exceptions(meeting, decided_on)
    columns = (("Action", 12), ("What is to be done", 60), ("What made it an exception", 28))
    tables = table("Exceptions about which nothing was decided", columns, left)
    if left:
        stood = f"On {long_day(meeting.held_on)} {count(len(left), 'exception')} stood in the plan"
        facts.append(f"{stood} about which nothing was decided.")
    if facts:
        yield _part("undecided", "What was not decided", facts, tables)


def _exceptions(meeting: Meeting, decided_on: Sequence[Plan]) -> list[tuple[str, str, str]]:
    """A row for each, of every plan that the meeting could decide on; what was decided by
    correspondence was asked one by one."""
    if meeting.kind == MeetingKind.CORRESPONDENCE:
        return []
    plans = list(plans_of(meeting))
    many = len({plan.pk for plan in (*plans, *decided_on)}) > 1
    return [
        (
            row.standing.action.reference,
            f"{row.standing.action.text} ({plan.title})" if many else row.standing.action.text,
            label,
        )
        for plan in plans
        for row, label in undecided(plan, meeting)
    ]


def _dates(meeting: Meeting) -> Iterable[Part]:
    """New dates that chief officers decided at this meeting."""
    rows = DeadlineRevision.objects.filter(decided_at=meeting, to_chief_officers=True)
    cells = [
        (
            f"{row.action.reference} {row.action.text}",
            long_day(row.from_due),
            long_day(row.proposed_due),
            f"{row.get_state_display()} by {row.decider_label or row.decided_by}",
        )
        for row in rows.select_related("action", "decided_by").order_by("pk")
    ]
    if cells:
        columns = (("Action", 46), ("From", 14), ("To", 14), ("Decision", 26))
        yield _part("dates", "New dates decided", (), table("New dates", columns, cells))


def _between(meeting: Meeting, today: date) -> list[tuple[Meeting, MinutesLine]]:
    """What the body decided by correspondence since its meeting before."""
    if meeting.kind == MeetingKind.CORRESPONDENCE:
        return []
    held = Meeting.objects.filter(body=meeting.body_id, held_on__lt=meeting.held_on)
    last = held.exclude(kind=MeetingKind.CORRESPONDENCE).order_by("-held_on").first()
    rows = held.filter(kind=MeetingKind.CORRESPONDENCE).order_by("held_on", "pk")
    if last is not None:
        rows = rows.filter(held_on__gt=last.held_on)
    return [
        (row, line)
        for row in rows.select_related("body")
        for plan in Plan.objects.filter(meeting_decisions__meeting=row).distinct().order_by("pk")
        for line in minutes_of(plan, row, today)
    ]


def _correspondence(between: Sequence[tuple[Meeting, MinutesLine]]) -> Iterable[Part]:
    facts = [
        f"{long_day(row.held_on)}, {line.decided.subject}: {line.decided.words} {stands(line)}."
        for row, line in between
    ]
    if facts:
        yield _part("correspondence", "Decided by correspondence since the last meeting", facts)


def _directions(meeting: Meeting) -> Iterable[Direction]:
    rows = Direction.objects.filter(report__considered_at=meeting, given_on=meeting.held_on)
    yield from rows.order_by("number")
    closed = Direction.objects.filter(closed_at=meeting).exclude(pk__in=rows)
    yield from closed.order_by("number")


def _directed(directions: Sequence[Direction]) -> Iterable[Part]:
    facts = []
    for row in directions:
        due = f" To be answered by {long_day(row.due_on)}." if row.due_on else ""
        closed = f" Closed on {long_day(row.closed_on)}." if row.closed_on else ""
        facts.append(f"{row}, given by {row.given_by}: {row.text}{due}{closed}")
    if facts:
        yield _part("directions", "Directions of chief officers", facts)


def _actions(
    lines: Sequence[MinutesLine],
    between: Sequence[tuple[Meeting, MinutesLine]],
    directions: Sequence[Direction],
) -> Part:
    """What somebody has to carry out: who, by when, and whether the plan says so yet."""
    every = [*lines, *(line for _, line in between)]
    rows = [
        (line.decided.subject, line.decided.words, line.lead, line.by, stands(line))
        for line in every
        if carried_out(line)
    ]
    rows += [
        (str(row), row.text, "The committee, which answers it",
         long_day(row.due_on) if row.due_on else "No date", row.get_state_display())
        for row in directions
        if row.closed_on is None
    ]  # fmt: skip
    columns = (("Action", 12), ("What was decided", 36), ("Lead", 19), ("Timescale", 14),
               ("Status", 19))  # fmt: skip
    tables = table("What somebody has to carry out", columns, rows)
    return _part("actions", "Action list", () if rows else [NO_ACTIONS], tables)


def carried_out(line: MinutesLine) -> bool:
    """Whether somebody has still to do something: what waits, and what leads on to work."""
    return not line.decided.applied or bool(line.note) or line.decided.row.kind in TO_CARRY_OUT
