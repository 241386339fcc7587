"""The plan's own text, its bodies and its calendar, put into a snapshot's plain words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Value

from actions.models import Action
from actions.rules.record import EntryState
from audit.enums import Kind
from audit.queries.versions import Day
from committees.enums import BodyKind, Seat
from committees.models import Body, Meeting, Membership
from documents.schema.actions import ActionRecord
from documents.schema.content import (
    BodyRecord,
    HeadingRecord,
    LevelRecord,
    MeetingRecord,
    MemberRecord,
    NoteRecord,
    OutcomeRecord,
    PlanRecord,
    StatusEntry,
)
from outcomes.models import HighLevelOutcome
from plans.enums import LegendBasis
from plans.models import Heading, Level, Plan, PlanVersion
from plans.queries import tree
from plans.rules.numbers import repeated

NEXT_MEETINGS = 6
SEATS: list[str] = list(Seat.values)
GOVERNING = (BodyKind.COMMITTEE, BodyKind.CHIEF_OFFICERS_GROUP)
NOTES = {
    "no_lead": "No lead is named",
    "vacant_post": "The lead's post is vacant",
    "group_alone": "Nobody stands behind the group that leads",
    "no_date": "No timescale, or one that was not understood",
    "misplaced_timescale": "Something that is not a time stands as the timescale",
    "repeated_number": "The number stands more than once in the plan",
}


def plan_text(plan: Plan, legend: Sequence[EntryState], as_of: date) -> PlanRecord:
    """The plan's own words; a plan without a legend is one of judgement."""
    version = PlanVersion.objects.filter(plan=plan, dated__lte=as_of).last()
    dated = any(entry.date_based for entry in legend)
    return {
        "id": plan.pk,
        "title": plan.title,
        "starts": plan.period_start.isoformat(),
        "ends": plan.period_end.isoformat(),
        "version": f"{version.number}, {version.label}" if version else "",
        "legend_basis": (LegendBasis.DATE if dated else LegendBasis.JUDGEMENT).value,
        "vision": plan.vision,
        "introduction": plan.introduction,
        "ongoing_name": plan.ongoing_name,
    }


def level_records(levels: Iterable[Level]) -> list[LevelRecord]:
    return [
        {"name": row.singular, "plural": row.plural, "role": row.role, "numbered": row.numbered}
        for row in levels
    ]


def heading_records(headings: Sequence[Heading], levels: Sequence[Level]) -> list[HeadingRecord]:
    """The headings in printing order; a level is given by its place, counted from 1."""
    place = {level.pk: number for number, level in enumerate(levels, start=1)}
    return [
        {
            "id": branch.heading.pk,
            "parent": branch.heading.parent_id,
            "level": place[branch.heading.level_id],
            "number": branch.heading.number,
            "text": branch.heading.text,
            "vision": branch.heading.vision,
            "context": branch.heading.context,
        }
        for top in tree(headings)
        for branch in top.walk()
    ]


def legend_records(entries: Iterable[EntryState]) -> list[StatusEntry]:
    return [
        {
            "canonical": row.canonical,
            "code": row.code,
            "label": row.label,
            "definition": row.definition,
            "symbol": row.symbol,
            "colour": row.colour,
        }
        for row in entries
    ]


@dataclass(frozen=True)
class Links:
    """What points at what now: each by the key of its measure or outcome."""

    measured: Mapping[int, Collection[int]]  # actions
    served: Mapping[int, Collection[int]]  # actions
    headings: Mapping[int, Collection[int]]  # of outcomes


def links_of(plan: Plan) -> Links:
    """The links of a plan's measures and outcomes. Three tables side by side, in one query."""
    measured = Action.measures.through._default_manager.filter(measure__plan=plan)
    served = Action.outcomes.through._default_manager.filter(highleveloutcome__plan=plan)
    headings = HighLevelOutcome.headings.through._default_manager
    rows = (measured.order_by().values_list(Value(0), "measure_id", "action_id")).union(
        served.order_by().values_list(Value(1), "highleveloutcome_id", "action_id"),
        headings.filter(highleveloutcome__plan=plan)
        .order_by()
        .values_list(Value(2), "highleveloutcome_id", "heading_id"),
        all=True,
    )
    tables: tuple[defaultdict[int, set[int]], ...] = tuple(defaultdict(set) for _ in range(3))
    for table, of, key in rows:
        tables[table][of].add(key)
    return Links(*tables)


def outcome_records(
    plan: Plan, heading_of: Mapping[int, int | None], day: Day, links: Links
) -> list[OutcomeRecord]:
    """The standing outcomes beside the tree, with the actions linked directly or by heading."""
    now = HighLevelOutcome.objects.filter(plan=plan)
    rows = day.rows(Kind.OUTCOME, now, lambda key: HighLevelOutcome(pk=key, plan=plan))
    return [
        {"number": row.number, "text": row.text, "actions": _linked(row, heading_of, day, links)}
        for row in sorted(rows, key=lambda row: (row.position, row.pk))
    ]


def linked_on(key: int, name: str, day: Day, now: Collection[int]) -> list[int]:
    """The actions that were linked to an outcome or a measure at the end of a day.

    `name` is the link's name in what a version keeps of an action; `now` are those linked today.
    """
    states = day.of(Kind.ACTION)
    same = [action for action in now if action not in states]
    return same + [action for action, state in states.items() if state and key in state[name]]


def _linked(
    row: HighLevelOutcome, heading_of: Mapping[int, int | None], day: Day, links: Links
) -> list[int]:
    direct = set(linked_on(row.pk, "outcomes", day, links.served.get(row.pk, ())))
    state = day.of(Kind.OUTCOME).get(row.pk)
    headings = set(state["headings"]) if state else links.headings.get(row.pk, ())
    return [pk for pk, heading in heading_of.items() if pk in direct or heading in headings]


def bodies(plan: Plan, day: Day) -> list[Body]:
    """The bodies of the plan's area as they stood at the end of a day, in their order. One query.

    What stands above a body is one of them; another area's is as it is today.
    """
    now = Body.objects.filter(area=plan.area_id).select_related("parent", "reports_to")
    rows = day.rows(Kind.BODY, now, lambda key: Body(pk=key, area_id=plan.area_id))
    own = {row.pk: row for row in rows}
    for row in rows:
        row.parent = own.get(row.parent_id or 0) or row.parent
        row.reports_to = own.get(row.reports_to_id or 0) or row.reports_to
    return sorted(rows, key=lambda row: (row.position, row.name))


def body_records(rows: Iterable[Body]) -> list[BodyRecord]:
    return [
        {
            "name": row.name,
            "kind": row.get_kind_display(),
            "parent": str(row.parent or ""),
            "reports_to": str(row.reports_to or ""),
            "cadence": row.get_cadence_display(),
            "remit": row.remit,
        }
        for row in rows
    ]


def committee_of(plan: Plan, rows: Sequence[Body]) -> Body | None:
    """The body whose plan it is: the plan's own, else the area's committee."""
    own = [row for row in rows if row.pk == plan.body_id]
    return next(iter(own or [row for row in rows if row.kind == BodyKind.COMMITTEE]), None)


def chief_officers_of(rows: Sequence[Body]) -> Body | None:
    return next((row for row in rows if row.kind == BodyKind.CHIEF_OFFICERS_GROUP), None)


def member_records(body: Body | None, on: date) -> list[MemberRecord]:
    """Who sat on the committee on a day (rule 10: that of an annual report is its end date)."""
    if body is None:
        return []
    rows = Membership.objects.filter(body=body).current(on).select_related("agency")
    return [
        {
            "body": body.name,
            "post": row.designation,
            "holder": row.name,
            "agency": str(row.agency or ""),
            "capacity": row.get_seat_display(),
        }
        for row in sorted(rows, key=lambda row: SEATS.index(row.seat))
    ]


def meeting_records(plan: Plan, day: Day) -> list[MeetingRecord]:
    """The next meetings of the committee and of chief officers after a day, soonest first."""
    rows = Meeting.objects.sittings().filter(
        body__area=plan.area_id, body__kind__in=GOVERNING, held_on__gt=day.on
    )
    return [
        {
            "body": day.row(Kind.BODY, row.body).name,
            "on": row.held_on.isoformat(),
            "title": row.title,
        }
        for row in rows.select_related("body").order_by("held_on", "body")[:NEXT_MEETINGS]
    ]


def notes(actions: Sequence[ActionRecord], headings: Sequence[HeadingRecord]) -> list[NoteRecord]:
    """The data-quality list: what is missing or doubtful, and where."""
    listed: list[NoteRecord] = []
    for kind, text in NOTES.items():
        references = [row["reference"] for row in actions if kind in row["flags"]]
        if references:
            listed.append({"kind": kind, "text": text, "references": references})
    again = repeated(_placed_number(row) for row in headings)
    if again:
        numbers = [item.split("/")[-1] for item in again]
        listed.append(
            {"kind": "repeated_heading", "text": "Headings share a number", "references": numbers}
        )
    return listed


def _placed_number(row: HeadingRecord) -> str:
    return f"{row['level']}/{row['number']}" if row["number"] else ""
