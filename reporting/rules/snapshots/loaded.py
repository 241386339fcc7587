"""All that a snapshot is written from, as plain values. Loaded by `reporting.queries.snapshots`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from actions.rules.facts import Shared
from actions.rules.lineage import Descent
from actions.rules.occurrences import Recurred
from actions.rules.record import Person
from actions.rules.standing import PlanRecord
from audit.enums import Kind
from audit.rules.days import Day
from committees.enums import BodyKind
from committees.rules.facts import BodyFacts, MembershipColumns
from documents.schema.actions import BecameRecord
from outcomes.rules.facts import MeasureFacts, OutcomeFacts
from outcomes.rules.readings import Reading
from plans.rules.facts import HeadingFacts, LevelFacts, PlanFacts
from reporting.rules.snapshots.measures import MeasuresNow


@dataclass(frozen=True)
class PlanOnDay:
    """A plan with what it was at the end of a day; `day` tells it of what stands as it is now."""

    pk: int
    day: Day
    about: PlanFacts  # of the day, as the record is
    record: PlanRecord
    levels: Mapping[int, LevelFacts]
    headings: Mapping[int, HeadingFacts]
    measures: Mapping[int, MeasureFacts]
    readings: Mapping[int, Sequence[Reading]]  # all that were ever given, by measure
    outcomes: Mapping[int, OutcomeFacts]
    measured: Mapping[int, Collection[int]]  # actions, by measure
    served: Mapping[int, Collection[int]]  # actions, by outcome
    shared: Mapping[int, Shared]  # with whom, by action
    descents: Mapping[int, Descent]  # from which plans, by action
    became: Mapping[int, BecameRecord]  # when the plan ended, by action

    @property
    def measures_now(self) -> MeasuresNow:
        return MeasuresNow(self.measures, self.readings, self.measured, self.outcomes)

    @property
    def starts(self) -> date:
        return date.fromisoformat(self.about["period_start"])


@dataclass(frozen=True)
class Member:
    """A seat on a body; those of a body come by seat and name."""

    body: int
    name: str
    designation: str
    agency: str
    seat: str


@dataclass(frozen=True)
class Seated:
    """A seat as it is now, on a body, with the name of its agency."""

    body: int
    agency: str
    seat: MembershipColumns


def members_on(
    seated: Mapping[int, Seated],
    then: Mapping[int, MembershipColumns],
    agencies: Mapping[int | None, str],
    on: date,
) -> list[Member]:
    """Who sat on the bodies on a day, by seat and name; `then` is what each seat was."""
    bodies = [row.body for row in seated.values()]
    there = sorted(
        (bodies.index(seated[key].body), row["seat"], row["name"], key)
        for key, row in then.items()
        if row["ends"] is None or row["ends"] >= on.isoformat()
    )
    rows = [(seated[key].body, then[key]) for *_, key in there]
    return [
        Member(body, row["name"], row["designation"], agencies[row["agency_id"]], row["seat"])
        for body, row in rows
    ]


@dataclass(frozen=True)
class Coming:
    """A meeting after the day."""

    pk: int
    held_on: date
    body: int
    body_name: str
    title: str


@dataclass(frozen=True)
class Question:
    """What a meeting put to chief officers."""

    pk: int
    held_on: date
    body: int
    body_name: str
    text: str
    action: int | None
    applied_at: datetime | None


@dataclass(frozen=True)
class Answer:
    """An answer to a direction; `reference` and `words` are those of its action now."""

    text: str
    action: int | None
    reference: str
    words: str
    on: date
    by: Person


@dataclass(frozen=True)
class Directed:
    """A direction of the area's chief officers, with its answers in the order of their days."""

    number: int
    text: str
    given_by: str
    given_on: date
    due_on: date | None
    recorded_at: datetime
    closed_on: date | None
    closed_by: Person
    note: str
    report: str
    report_version: int
    plan: int
    plan_title: str
    answers: Sequence[Answer] = ()


@dataclass(frozen=True)
class Surroundings:
    """What stands round a plan: its area, the bodies in their order, and what they decided."""

    area: str
    version: str
    bodies: Mapping[int, BodyFacts]
    elsewhere: Mapping[int, str]  # the names now of what stands above a body
    members: Sequence[Member]
    meetings: Sequence[Coming]
    questions: Sequence[Question]
    directions: Sequence[Directed]
    recurred: Sequence[Recurred]  # work that recurs in the plan of the day


@dataclass(frozen=True)
class Bodies:
    """The bodies of an area as they stood at the end of a day, in their order."""

    own: Mapping[int, BodyFacts]
    elsewhere: Mapping[int, str]
    plan_body: int | None

    @cached_property
    def committee(self) -> int | None:
        """The body whose plan it is: the plan's own, else the area's committee."""
        if self.plan_body in self.own:
            return self.plan_body
        return self._first(BodyKind.COMMITTEE)

    @property
    def chief_officers(self) -> int | None:
        return self._first(BodyKind.CHIEF_OFFICERS_GROUP)

    def name(self, key: int | None) -> str:
        """The name of a body, also of another area's; nothing where there is none."""
        row = self.own.get(key or 0)
        return row["name"] if row else self.elsewhere.get(key or 0, "")

    def _first(self, kind: BodyKind) -> int | None:
        return next((key for key, row in self.own.items() if row["kind"] == kind), None)


def bodies_on(round_it: Surroundings, stood: PlanOnDay) -> Bodies:
    """What stands above a body is one of them; another area's is as it is today."""
    then = stood.day.facts(Kind.BODY, round_it.bodies)
    own = sorted(then.items(), key=lambda item: (item[1]["position"], item[1]["name"]))
    return Bodies(dict(own), round_it.elsewhere, stood.about["body_id"])
