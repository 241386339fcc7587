"""A plan as it stood on a day, as plain values: what every document is made from.

Live rows are loaded here, in a constant number of queries, and written down by
`reporting.rules.snapshots`, once; the content is never changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db.models import DateTimeField, F, FilteredRelation, Q, Value
from django.db.models.fields import BigIntegerField
from django.db.models.functions import Cast
from django.utils import timezone

from accounts.models import Agency
from actions.models import Tie
from actions.queries.lineage import became_of, descents_of
from actions.queries.occurrences import recurred
from actions.queries.record import plan_record, record_on
from actions.querysets import SIDES
from actions.rules import printed_words
from actions.rules.facts import shared_by
from actions.rules.lineage import Descent
from actions.rules.occurrences import RECURS, Recurred
from actions.rules.record import Detail, Person
from actions.rules.standing import PlanRecord
from audit.enums import Kind
from audit.models import Version
from audit.rules.days import Day
from committees.enums import BodyKind
from committees.models import Body, Meeting
from committees.rules.facts import BodyFacts, MembershipColumns
from documents.schema.content import SnapshotContent
from documents.schema.scope import PositionRecord
from meetings.enums import DecisionKind, DecisionState
from meetings.models import MeetingDecision
from outcomes.models import HighLevelOutcome, Measure
from outcomes.rules.facts import OutcomeFacts
from plans.enums import OVER
from plans.models import Level, Plan, PlanReview, PlanVersion
from plans.rules.facts import HeadingFacts, LevelFacts, PlanFacts
from plans.rules.versions import dated
from reporting.models import Direction
from reporting.rules.snapshots import content
from reporting.rules.snapshots.loaded import (
    Answer,
    Coming,
    Directed,
    Member,
    PlanOnDay,
    Question,
    Seated,
    Surroundings,
    members_on,
)
from reporting.rules.snapshots.order import Order

GOVERNING = (BodyKind.COMMITTEE, BodyKind.CHIEF_OFFICERS_GROUP)
SHARED, SHOWN_BY, VERSION, REVIEW = 3, 4, 2, 5
NO_KEY = Cast(Value(None), BigIntegerField())
NO_MOMENT = Cast(Value(None), DateTimeField())


def build(
    *,
    plan: Plan,
    order: Order,
    previous: SnapshotContent | None = None,
    previous_hash: str = "",
    next_plan: Plan | None = None,
    year: Sequence[PositionRecord] = (),
) -> SnapshotContent:
    """The content of a snapshot of `plan`. A constant number of queries; writes nothing.

    `previous` is the content of the report before, for the changes and the counts by date;
    `next_plan` the plan that an annual report brings, and `year` its quarterly reports' positions.
    """
    stood = _plan_on(plan, order.as_of)
    return content.content(
        stood,
        _surroundings(plan, order, stood),
        order,
        before=content.Before(previous, previous_hash) if previous else None,
        following=_plan_on(next_plan, order.as_of) if next_plan else None,
        zone=timezone.get_current_timezone(),
        year=year,
    )


def _plan_on(plan: Plan, as_of: date) -> PlanOnDay:
    """A plan at the end of a day: its record, its levels, headings, measures and outcomes."""
    day = Version.objects.later_than(as_of, plan_id=plan.pk, area_id=plan.area_id).on(as_of)
    record = record_on(plan_record(plan, holders_on=as_of, detail=Detail.EVIDENCE), day)
    levels, headings = _tree(plan)
    about = _about(plan, day)
    stood = PlanOnDay(
        pk=plan.pk,
        day=day,
        about=about,
        record=record,
        levels=levels,
        headings=headings,
        measures={},
        readings={},
        outcomes={},
        measured={},
        served={},
        shared={},
        descents=_descents(plan, record, day),
        became=became_of(plan.pk, day) if about["state"] in OVER else {},
    )
    return _linked(plan, stood)


def _descents(plan: Plan, record: PlanRecord, day: Day) -> Mapping[int, Descent]:
    """From which plans its actions came. No query for a plan that follows no other."""
    if plan.predecessor_id is None:
        return {}
    return descents_of([item.action.pk for item in record.actions], day)


def _about(plan: Plan, day: Day) -> PlanFacts:
    now: PlanFacts = {
        "body_id": plan.body_id,
        "title": plan.title,
        "period_start": plan.period_start.isoformat(),
        "period_end": plan.period_end.isoformat(),
        "state": plan.state,
        "vision": plan.vision,
        "introduction": plan.introduction,
        "context_above": plan.context_above,
        "ongoing_name": plan.ongoing_name,
        "predecessor_id": plan.predecessor_id,
    }
    return day.one(Kind.PLAN, plan.pk, now)


def _tree(plan: Plan) -> tuple[dict[int, LevelFacts], dict[int, HeadingFacts]]:
    """The levels of a plan with the headings of each, as they are now. One query."""
    rows = Level.objects.filter(plan=plan).values_list(
        *("pk", "position", "singular", "plural", "role", "numbered", "number_pattern"),
        *("headings__pk", "headings__parent_id", "headings__position", "headings__number"),
        *("headings__printed_number", "headings__text", "headings__vision", "headings__context"),
        "headings__quarters",
    )
    levels: dict[int, LevelFacts] = {}
    headings: dict[int, HeadingFacts] = {}
    for level, place, singular, plural, role, numbered, pattern, key, *heading in rows:
        levels[level] = {
            "position": place,
            "singular": singular,
            "plural": plural,
            "role": role,
            "numbered": numbered,
            "number_pattern": pattern,
        }
        if key:
            parent, position, number, printed_number, text, vision, context, quarters = heading
            headings[key] = {
                "level_id": level,
                "parent_id": parent,
                "position": position,
                "number": number,
                "printed_number": printed_number,
                "text": text,
                "vision": vision,
                "context": context,
                "quarters": quarters,
            }
    return levels, headings


def _linked(plan: Plan, stood: PlanOnDay) -> PlanOnDay:
    """The same with its measures and outcomes and what they are linked to. One query: measures
    with their actions, outcomes with theirs, with their headings and with their measures, and
    actions with the areas that share them. One more where there are measures: their readings."""
    measures = Measure.objects.filter(plan=plan).order_by()
    outcomes = HighLevelOutcome.objects.filter(plan=plan).order_by()
    ties = Tie.objects.side_by_side(stood.day.on).filter(action__plan=plan).order_by()
    own = ("pk", "position", "text")
    union = measures.values_list(Value(0), *own, "evidence_sources", "actions").union(
        outcomes.values_list(Value(1), *own, "number", "actions"),
        outcomes.values_list(Value(2), *own, "number", "headings"),
        outcomes.values_list(Value(SHOWN_BY), *own, "number", "measures"),
        ties.values_list(Value(SHARED), "action_id", Value(0), *SIDES),
        all=True,
    )
    rows = list(union)
    facts, readings = measures.with_readings() if any(not row[0] for row in rows) else ({}, {})
    served: dict[int, OutcomeFacts] = {}
    links: tuple[defaultdict[int, set[int]], ...] = tuple(defaultdict(set) for _ in range(3))
    sides: list[tuple[int, int, str, str, int]] = []
    for table, key, position, text, more, link in rows:
        if table == SHARED:
            sides.append((key, plan.area_id, text, more, link))
            continue
        if table == SHOWN_BY:
            if link:
                facts[link]["outcomes"].append(key)
            continue
        if link:
            links[table][key].add(link)
        if table:
            under = sorted(links[2][key])
            served[key] = {"number": more, "text": text, "position": position, "headings": under}
    return replace(
        stood,
        measures=facts,
        readings=readings,
        outcomes=served,
        measured=links[0],
        served=links[1],
        shared=shared_by(sides),
    )


def _surroundings(plan: Plan, order: Order, stood: PlanOnDay) -> Surroundings:
    """What stands round a plan, as it is now and happened by the order's day. Three queries; two
    more where work recurs, one where a body stood under another area's that it has left since."""
    bodies, elsewhere, members = _bodies(plan, order.period.end, stood.day)
    then = [row for row in stood.day.of(Kind.BODY).values() if row]
    above = {key for row in then for key in (row["parent_id"], row["reports_to_id"]) if key}
    if missing := above - bodies.keys() - elsewhere.keys():
        elsewhere |= dict(Body.objects.filter(pk__in=missing).values_list("pk", "name"))
    version, meetings, questions = _dated(plan, order.as_of, order.frozen_at)
    return Surroundings(
        area=plan.area.name,
        version=version,
        bodies=bodies,
        elsewhere=elsewhere,
        members=members,
        meetings=meetings,
        questions=questions,
        directions=_directions(plan, order.as_of),
        recurred=_recurred(plan, stood.record, order.as_of),
    )


def _recurred(plan: Plan, record: PlanRecord, as_of: date) -> list[Recurred]:
    there = [row.action for row in record.actions if row.action.in_plan(as_of)]
    recurs = any(action.timescale_kind in RECURS for action in there)
    return recurred(plan, there, as_of) if recurs else []


def _bodies(
    plan: Plan, on: date, day: Day
) -> tuple[dict[int, BodyFacts], dict[int, str], list[Member]]:
    """The area's bodies in their order, the names of what stands above them, and who sat on each
    on a day. One query."""
    current = Q(memberships__ends=None) | Q(memberships__ends__gte=on)
    current |= Q(memberships__pk__in=list(day.of(Kind.MEMBERSHIP)))
    seats = FilteredRelation("memberships", condition=Q(memberships__starts__lte=on) & current)
    rows = (
        Body.objects.filter(area=plan.area_id)
        .annotate(seats=seats)
        .values_list(
            *("pk", "name", "short_name", "kind", "parent_id", "reports_to_id", "cadence", "remit"),
            *("position", "parent__name", "reports_to__name"),
            *("seats__pk", "seats__agency__name"),
            *(f"seats__{name}" for name in MembershipColumns.__annotations__),
        )
    )
    bodies: dict[int, BodyFacts] = {}
    elsewhere: dict[int, str] = {}
    seated: dict[int, Seated] = {}
    for key, name, short, kind, parent, above, cadence, remit, place, *more in rows.order_by(
        "position", "name", "pk"
    ):
        parent_name, above_name, seat, agency, *columns = more
        bodies[key] = {
            "name": name,
            "short_name": short,
            "kind": kind,
            "parent_id": parent,
            "reports_to_id": above,
            "cadence": cadence,
            "also_serves": [],  # not asked: nothing prints it
            "remit": remit,
            "position": place,
        }
        elsewhere |= {parent: parent_name} if parent else {}
        elsewhere |= {above: above_name} if above else {}
        if seat:
            seated[seat] = Seated(key, agency or "", _seat(*columns))
    return bodies, elsewhere, _members(seated, on, day)


def _seat(
    name: str, designation: str, agency: int | None, seat: str, ends: date | None
) -> MembershipColumns:
    last = ends.isoformat() if ends else None
    return {
        "name": name, "designation": designation, "agency_id": agency, "seat": seat, "ends": last
    }  # fmt: skip


def _members(seated: Mapping[int, Seated], on: date, day: Day) -> list[Member]:
    """One query where a seat was of an agency that has none now."""
    names = {None: "", **{row.seat["agency_id"]: row.agency for row in seated.values()}}
    then = {key: day.one(Kind.MEMBERSHIP, key, row.seat) for key, row in seated.items()}
    if missing := {row["agency_id"] for row in then.values() if row["agency_id"]} - names.keys():
        names |= dict(Agency.objects.filter(pk__in=missing).values_list("pk", "name"))
    return members_on(seated, then, names, on)


def _dated(
    plan: Plan, as_of: date, frozen_at: datetime
) -> tuple[str, list[Coming], list[Question]]:
    """The plan's last version of a day, the meetings after it, and what those up to it put to
    chief officers. One query."""
    versions = PlanVersion.objects.filter(plan=plan, dated__lte=as_of)
    reviews = PlanReview.objects.under_way_on(as_of).filter(plan=plan)
    coming = Meeting.objects.sittings().filter(
        body__area=plan.area_id, body__kind__in=GOVERNING, held_on__gt=as_of
    )
    put = MeetingDecision.objects.filter(
        plan=plan,
        state=DecisionState.APPLIED,
        kind=DecisionKind.ESCALATE,
        meeting__held_on__lte=as_of,
        applied_at__lte=frozen_at,
    )
    rows = (
        coming.order_by()
        .values_list(Value(0), "pk", "held_on", "body_id", "body__name", "title", NO_KEY, NO_MOMENT)
        .union(
            put.order_by().values_list(
                *(Value(1), "pk", "meeting__held_on", "meeting__body_id", "meeting__body__name"),
                *("reason", "action_id", "applied_at"),
            ),
            versions.order_by().values_list(
                *(Value(VERSION), "pk", "dated", "number", "label", Value(""), NO_KEY, NO_MOMENT),
            ),
            reviews.order_by().values_list(
                *(Value(REVIEW), "pk", "begun_on", Value(0), Value(""), Value("")),
                *(NO_KEY, NO_MOMENT),
            ),
            all=True,
        )
    )
    meetings: list[Coming] = []
    questions: list[Question] = []
    version: tuple[int, str, date] = (0, "", as_of)
    since: date | None = None
    for table, key, held_on, body, name, text, action, moment in rows:
        if table == VERSION:
            version = max(version, (body, name, held_on))
        elif table == REVIEW:
            since = held_on
        elif table:
            questions.append(Question(key, held_on, body, name, text, action, moment))
        else:
            meetings.append(Coming(key, held_on, body, name, text))
    return dated(*version, since) if version[0] else "", meetings, questions


def _directions(plan: Plan, as_of: date) -> list[Directed]:
    """The area's directions up to a day with every answer, by number. One query."""
    closer = (F(f"closed_by__{name}") for name in ("pk", "name", "email"))
    rows = (
        Direction.objects.filter(area=plan.area_id, given_on__lte=as_of)
        .order_by("number", "answers__answered_on", "answers__pk")
        .values_list(
            *("number", "text", "given_by", "given_on", "due_on", "recorded_at", "closed_on"),
            *closer,
            "closer_label",
            *("closing_note", "report__title", "report__version", "plan_id", "plan__title"),
            *("answers__pk", "answers__text", "answers__answered_on", "answers__action_id"),
            *("answers__action__number", "answers__action__position", "answers__action__text"),
            *("answers__answered_by__pk", "answers__answered_by__name"),
            "answers__answered_by__email",
        )
    )
    directed: dict[int, Directed] = {}
    for number, text, by, given, due, recorded, closed, pk, name, email, label, *more in rows:
        note, report, version, about, title, key, words, on, action, *acted = more
        row = directed.get(number) or Directed(
            *(number, text, by, given, due, recorded, closed, Person(pk, label or name, email)),
            *(note, report, version, about, title),
        )
        if key:
            called, place, action_text, *person = acted
            answer = Answer(
                text=words,
                action=action,
                reference=printed_words.reference(called, place) if action else "",
                words=action_text or "",
                on=on,
                by=Person(*person),
            )
            row = replace(row, answers=(*row.answers, answer))
        directed[number] = row
    return list(directed.values())
