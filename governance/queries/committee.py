"""The committee itself on a day: its meetings, who attended, its members, seats and strategies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from audit.enums import Kind
from audit.queries.versions import as_it_was, as_they_were, relate
from audit.rules.days import NOTHING_LATER, Day
from committees.enums import BodyKind, MeetingKind, Nation, Seat
from committees.models import Area, Body, Meeting, Membership
from governance.models import Contribution, Induction, Place, Strategy, Term, YearRule
from governance.rules.terms import Ends, Office, induction_words, review_words, term_on
from governance.rules.vacancies import Seats, seats_of
from governance.rules.year import Sittings, Year, said_of, sittings, year_from, year_of
from meetings.queries.attendance import seats_taken
from meetings.rules.attendance import SeatTaken, Tally, by_agency, tally

FIRST_MONTHS: Mapping[str, int] = {Nation.SCOTLAND: 8, Nation.ENGLAND: 4, Nation.WALES: 4}


@dataclass(frozen=True)
class Held:
    """A meeting of a year; `seats` are None where nobody recorded who attended, and where nobody
    could: it is still to come, or people did not meet."""

    meeting: Meeting
    to_come: bool
    seats: Tally | None

    @property
    def recordable(self) -> bool:
        return not self.to_come and self.meeting.kind != MeetingKind.CORRESPONDENCE


@dataclass(frozen=True)
class YearOf:
    """A committee's year with its meetings; `agencies` is the attendance at those of which it was
    recorded, `all_seats` the same together, `unrecorded` of how many it was not."""

    year: Year
    sittings: Sittings
    said: str
    meetings: Sequence[Held]
    agencies: Sequence[Tally]
    all_seats: Tally
    recorded: int
    unrecorded: int


@dataclass(frozen=True)
class MemberLine:
    membership: Membership
    term: Ends
    terms: Sequence[Term]
    induction: str


@dataclass(frozen=True)
class StrategyLine:
    strategy: Strategy
    said: str

    @property
    def overdue(self) -> bool:
        return self.said.startswith("Overdue")


@dataclass(frozen=True)
class Given:
    """What partners gave in a year; `total` of those that are recorded."""

    year: Year
    rows: Sequence[Contribution]
    total: Decimal


@dataclass(frozen=True)
class CommitteeItself:
    """All of it. `chairless` where nobody sits in the chair; `places` is empty where the seats are
    not recorded, and vacancies not known. `given` is None outside England."""

    body: Body
    on: date
    rule: YearRule
    years: Sequence[YearOf]
    members: Sequence[MemberLine]
    inducted: str
    chairless: bool
    places: Sequence[Seats]
    strategies: Sequence[StrategyLine]
    given: Sequence[Given] | None

    @property
    def vacant(self) -> Sequence[Seats]:
        return [row for row in self.places if row.vacant]

    @property
    def ending(self) -> Sequence[MemberLine]:
        """Members whose term is over or soon ends."""
        return [row for row in self.members if row.term.over or row.term.soon]


def committee_of(area: Area | int) -> Body | None:
    """The area's committee, where it is recorded."""
    rows = Body.objects.filter(area=area, kind=BodyKind.COMMITTEE)
    rows = rows.select_related("area", "year_rule")
    return rows.order_by("position", "pk").first()


def year_rule_of(body: Body) -> YearRule:
    """A body's year; unsaved defaults of its nation where none was set. Its `row_version` is 0."""
    known: YearRule | None = getattr(body, "year_rule", None)
    return known or _default_of(body)


def _default_of(body: Body) -> YearRule:
    return YearRule(body=body, first_month=FIRST_MONTHS[body.area.nation], row_version=0)


def committee_itself(body: Body, on: date, then: Day = NOTHING_LATER) -> CommitteeItself:
    """How a committee stands on a day, in this year of it and the one before; what was edited since
    is as it was `then`. A constant number of queries, however many members and meetings."""
    rule = _as_it_was(year_rule_of(body), then)
    this = year_of(on, rule.first_month)
    years = [this, year_from(this.starts.year - 1, rule.first_month)]
    members = _members(body, on, then)
    done = _inductions(members, on)
    return CommitteeItself(
        body=body,
        on=on,
        rule=rule,
        years=_years(body, years, rule, on),
        members=_lines(members, done, on, then),
        inducted=_inducted(len(members), done),
        chairless=not any(row.seat == Seat.CHAIR for row in members),
        places=_places(body, members, then),
        strategies=_strategies(body, on, then),
        given=_given(body, years) if body.area.nation == Nation.ENGLAND else None,
    )


def _members(body: Body, on: date, then: Day) -> list[Membership]:
    """Who sat on it, the chair first, each as the seat was."""
    states = then.of(Kind.MEMBERSHIP)
    known = Membership.objects.filter(body=body, starts__lte=on)
    rows = known.filter(Q(ends=None) | Q(ends__gte=on) | Q(pk__in=states))
    there = [
        row
        for row in as_they_were(rows.select_related("agency", "user", "induction"), states)
        if row.ends is None or row.ends >= on
    ]
    relate(there, "agency", then.of(Kind.AGENCY))
    rank = [*Seat]
    return sorted(there, key=lambda row: (rank.index(Seat(row.seat)), row.name, row.pk))


def _years(body: Body, years: Sequence[Year], rule: YearRule, on: date) -> list[YearOf]:
    within = (min(year.starts for year in years), max(year.ends for year in years))
    rows = list(Meeting.objects.filter(body=body, held_on__range=within).order_by("held_on", "pk"))
    taken = seats_taken([row for row in rows if row.held_on <= on])
    return [
        _year(year, [row for row in rows if year.holds(row.held_on)], taken, rule, on)
        for year in years
    ]


def _year(
    year: Year,
    meetings: Sequence[Meeting],
    taken: Mapping[int, Sequence[SeatTaken]],
    rule: YearRule,
    on: date,
) -> YearOf:
    days: defaultdict[str, list[date]] = defaultdict(list)
    for row in meetings:
        days[row.kind].append(row.held_on)
    counted = sittings(
        year,
        days[MeetingKind.ORDINARY],
        days[MeetingKind.EXTRAORDINARY],
        rule.least_meetings,
        on,
    )
    held = [
        Held(row, row.held_on > on, tally("", taken[row.pk]) if row.pk in taken else None)
        for row in meetings
    ]
    seats = [seat for row in meetings for seat in taken.get(row.pk, ())]
    known = [row for row in held if row.recordable]
    return YearOf(
        year=year,
        sittings=counted,
        said=said_of(year, counted, on),
        meetings=held,
        agencies=by_agency(seats),
        all_seats=tally("All members", seats),
        recorded=sum(row.seats is not None for row in known),
        unrecorded=sum(row.seats is None for row in known),
    )


def _as_it_was(rule: YearRule, then: Day) -> YearRule:
    """The defaults before it was set for the first time."""
    state = then.of(Kind.YEAR_RULE).get(rule.pk or 0, {})
    return _default_of(rule.body) if state is None else as_it_was(rule, state)


def _strategies(body: Body, on: date, then: Day) -> list[StrategyLine]:
    rows = Strategy.objects.filter(body=body).select_related("post")
    there = as_they_were(rows, then.of(Kind.STRATEGY))
    relate(there, "post", then.of(Kind.POST))
    there.sort(key=lambda row: (row.title, row.pk))
    return [StrategyLine(row, review_words(row.due_on, on)) for row in there]


def _lines(
    members: Sequence[Membership], done: Mapping[int, date | None], on: date, then: Day
) -> list[MemberLine]:
    terms: defaultdict[int, list[Term]] = defaultdict(list)
    rows = as_they_were(Term.objects.filter(membership__in=members), then.of(Kind.TERM))
    for row in sorted(rows, key=lambda row: (row.starts, row.pk)):
        terms[row.membership_id].append(row)
    return [
        MemberLine(
            row,
            term_on([Office(one.starts, one.ends) for one in terms[row.pk]], row.ends, on),
            terms[row.pk],
            induction_words(row.pk in done, done.get(row.pk)),
        )
        for row in members
    ]


def _inductions(members: Sequence[Membership], on: date) -> dict[int, date | None]:
    """Of each member of whom it is recorded the day of the induction, where it was by then."""
    rows: dict[int, Induction | None] = {row.pk: getattr(row, "induction", None) for row in members}
    done = {key: row.done_on for key, row in rows.items() if row}
    return {key: day if day and day <= on else None for key, day in done.items()}


def _inducted(members: int, done: Mapping[int, date | None]) -> str:
    """How many of them had their induction, in a sentence that names nobody."""
    known = Counter(day is not None for day in done.values())
    unknown = members - known.total()
    said = f"{known[True]} of {members} members have had their induction"
    if known[False]:
        said += f", {known[False]} not yet"
    return f"{said}; of {unknown} it is not recorded." if unknown else f"{said}."


def _places(body: Body, members: Sequence[Membership], then: Day) -> Sequence[Seats]:
    known = Place.objects.filter(body=body).select_related("agency")
    rows = as_they_were(known, then.of(Kind.PLACE))
    relate(rows, "agency", then.of(Kind.AGENCY))
    return seats_of(
        [(row.pk, str(row), (row.agency_id, row.seat), row.number) for row in rows],
        [(row.agency_id, row.seat) for row in members],
    )


def _given(body: Body, years: Sequence[Year]) -> list[Given]:
    rows = list(
        Contribution.objects.filter(body=body, year__in=[year.starts.year for year in years])
        .select_related("agency")
        .order_by("agency__name", "pk")
    )
    of_year = {year: [row for row in rows if row.year == year.starts.year] for year in years}
    return [
        Given(year, given, sum((row.amount for row in given), Decimal()))
        for year, given in of_year.items()
    ]
