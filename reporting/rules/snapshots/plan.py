"""The plan's own text, its bodies and its calendar, put into a snapshot's plain words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from actions.rules.record import EntryState
from audit.enums import Kind
from committees.enums import BodyKind, Cadence, Seat
from documents.schema.actions import ActionRecord, MeasureRecord
from documents.schema.content import (
    BodyRecord,
    ChairRecord,
    ContextAbove,
    HeadingRecord,
    LevelRecord,
    MeetingRecord,
    MemberRecord,
    NoteRecord,
    OutcomeRecord,
    PlanRecord,
    StatusEntry,
)
from plans.enums import LegendBasis
from plans.rules.facts import HeadingFacts, LevelFacts
from plans.rules.numbers import repeated
from plans.rules.tree import printed
from reporting.rules.snapshots.loaded import Bodies, Coming, Member, PlanOnDay, Surroundings
from reporting.rules.snapshots.measures import linked_on, measures_then

NEXT_MEETINGS = 6
SEATS: list[str] = list(Seat.values)
NOTES = {
    "no_lead": "No lead is named",
    "vacant_post": "The lead's post is vacant",
    "group_alone": "Nobody stands behind the group that leads",
    "no_date": "No timescale, or one that was not understood",
    "misplaced_timescale": "Something that is not a time stands as the timescale",
    "repeated_number": "The number stands more than once in the plan",
}


def plan_text(stood: PlanOnDay, version: str) -> PlanRecord:
    """The plan's own words; a plan without a legend is one of judgement."""
    about, dated = stood.about, any(entry.date_based for entry in stood.record.legend)
    serves = about.get("context_above", "")
    above: ContextAbove = {"context_above": serves} if serves else {}
    return {
        **above,
        "id": stood.pk,
        "title": about["title"],
        "starts": about["period_start"],
        "ends": about["period_end"],
        "version": version,
        "legend_basis": (LegendBasis.DATE if dated else LegendBasis.JUDGEMENT).value,
        "vision": about["vision"],
        "introduction": about["introduction"],
        "ongoing_name": about["ongoing_name"],
    }


def level_records(levels: Iterable[LevelFacts]) -> list[LevelRecord]:
    return [
        {
            "name": row["singular"],
            "plural": row["plural"],
            "role": row["role"],
            "numbered": row["numbered"],
        }
        for row in levels
    ]


def heading_records(
    headings: Mapping[int, HeadingFacts], levels: Iterable[int]
) -> list[HeadingRecord]:
    """The headings in printing order; a level is given by its place, counted from 1."""
    place = {level: number for number, level in enumerate(levels, start=1)}
    return [
        {
            "id": key,
            "parent": headings[key]["parent_id"],
            "level": place[headings[key]["level_id"]],
            "number": headings[key]["number"],
            "text": headings[key]["text"],
            "vision": headings[key]["vision"],
            "context": headings[key]["context"],
        }
        for key in printed(headings)
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


def measures_of(stood: PlanOnDay) -> dict[int, list[MeasureRecord]]:
    """What actions were measured by at the end of the day, by the action's pk."""
    by_action: dict[int, list[MeasureRecord]] = {}
    for key, row in measures_then(stood.day, stood.measures).items():
        record: MeasureRecord = {"text": row["text"], "sources": row["evidence_sources"]}
        for action in linked_on(key, "measures", stood.day, stood.measured.get(key, ())):
            by_action.setdefault(action, []).append(record)
    return by_action


def outcome_records(stood: PlanOnDay, heading_of: Mapping[int, int | None]) -> list[OutcomeRecord]:
    """The standing outcomes beside the tree, with the actions linked directly or by heading."""
    then = stood.day.facts(Kind.OUTCOME, stood.outcomes)
    return [
        {
            "number": row["number"],
            "text": row["text"],
            "actions": _linked(key, row["headings"], heading_of, stood),
        }
        for key, row in sorted(then.items(), key=lambda item: (item[1]["position"], item[0]))
    ]


def _linked(
    key: int, headings: Collection[int], heading_of: Mapping[int, int | None], stood: PlanOnDay
) -> list[int]:
    direct = set(linked_on(key, "outcomes", stood.day, stood.served.get(key, ())))
    return [pk for pk, heading in heading_of.items() if pk in direct or heading in headings]


def body_records(bodies: Bodies) -> list[BodyRecord]:
    return [
        {
            "name": row["name"],
            "kind": BodyKind(row["kind"]).label,
            "parent": bodies.name(row["parent_id"]),
            "reports_to": bodies.name(row["reports_to_id"]),
            "cadence": Cadence(row["cadence"]).label,
            "remit": row["remit"],
        }
        for row in bodies.own.values()
    ]


def member_records(bodies: Bodies, members: Iterable[Member]) -> list[MemberRecord]:
    """Who sits on the committee (rule 10: that of an annual report is its end date)."""
    own = [row for row in members if row.body == bodies.committee]
    return [
        {
            "body": bodies.name(row.body),
            "post": row.designation,
            "holder": row.name,
            "agency": row.agency,
            "capacity": Seat(row.seat).label,
        }
        for row in sorted(own, key=lambda row: SEATS.index(row.seat))
    ]


def chair_records(bodies: Bodies, members: Iterable[Member]) -> list[ChairRecord]:
    """Who was in the chair of the committee and of chief officers."""
    of = {bodies.chief_officers: "chief_officers", bodies.committee: "committee"}
    return [
        {"of": of[row.body], "body": bodies.name(row.body), "holder": row.name,
         "post": row.designation}
        for row in members
        if row.body in of and row.seat == Seat.CHAIR
    ]  # fmt: skip


def meeting_records(bodies: Bodies, round_it: Surroundings) -> list[MeetingRecord]:
    """The next meetings of the committee and of chief officers after a day, soonest first."""
    rank = {key: place for place, key in enumerate(round_it.bodies)}

    def order(row: Coming) -> tuple[str, int, int]:
        return (row.held_on.isoformat(), rank[row.body], row.pk)

    return [
        {
            "body": bodies.name(row.body) or row.body_name,
            "on": row.held_on.isoformat(),
            "title": row.title,
        }
        for row in sorted(round_it.meetings, key=order)[:NEXT_MEETINGS]
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
