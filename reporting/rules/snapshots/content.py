"""One frozen content, written from what was loaded: pure functions of plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from actions.rules.standing import PlanRecord, Standing
from documents.difference import snapshots as difference
from documents.papers import counts
from documents.schema.actions import ActionRecord
from documents.schema.content import (
    NO_CONTENTS,
    NO_HEAD,
    NOT_ADDED,
    SCHEMA,
    ContentsFields,
    CorrectionFields,
    CoverFields,
    HeadingRecord,
    LevelRecord,
    NextPlanRecord,
    OpenWindowRecord,
    RevisionRecord,
    SnapshotContent,
)
from documents.schema.indicators import NO_FIGURES
from documents.schema.quarter import EscalationRecord
from documents.schema.scope import PositionRecord
from plans.rules.facts import HeadingFacts
from plans.rules.numbers import repeated
from plans.rules.tree import headings_then, levels_then
from reporting.rules.snapshots import actions as action_words
from reporting.rules.snapshots import checks
from reporting.rules.snapshots import directions as asked
from reporting.rules.snapshots import plan as plan_words
from reporting.rules.snapshots.count_rows import count_rows
from reporting.rules.snapshots.loaded import Bodies, PlanOnDay, Surroundings, bodies_on
from reporting.rules.snapshots.measures import measures_on
from reporting.rules.snapshots.order import Order
from reporting.rules.snapshots.scope import scope_fields
from reporting.rules.snapshots.tallies import recurring_records
from timescales.date_format import iso, long_day


@dataclass(frozen=True)
class Written:
    """A plan put into a snapshot's words.

    `standings` are of the actions in the plan; `actions` those and, last, what has left it.
    """

    standings: Sequence[Standing]
    actions: list[ActionRecord]
    levels: list[LevelRecord]
    headings: list[HeadingRecord]
    headings_then: Mapping[int, HeadingFacts]


@dataclass(frozen=True)
class Before:
    """The snapshot that a report is compared with, and its hash."""

    content: SnapshotContent
    sha256: str


def content(
    stood: PlanOnDay,
    round_it: Surroundings,
    order: Order,
    *,
    before: Before | None,
    following: PlanOnDay | None,
    zone: tzinfo,
    year: Sequence[PositionRecord] = (),
) -> SnapshotContent:
    """The content of a snapshot, schema 7; days and hours of writing are those of `zone`.

    `before` is the report before, for the changes and the counts by date; `following` the plan
    that an annual report brings, `year` how the plan stood in its quarterly reports.
    """
    previous = before.content if before else None
    written = _written(stood, action_words.all_standings(stood.record, order.as_of))
    actions, bodies = written.actions, bodies_on(round_it, stood)
    frozen_at = order.frozen_at.astimezone(zone)
    span = asked.Span(order.as_of, order.period.start, order.frozen_at, frozen_at.date(), previous)
    by_id = {action["id"]: action for action in actions}
    escalations = asked.escalations(round_it.questions, span, by_id, bodies)
    revisions = [r for row in written.standings for r in action_words.revisions(row, span.start)]
    made: SnapshotContent = {
        **_cover(round_it, bodies, order, frozen_at.replace(microsecond=0).isoformat()),
        **_correction(order),
        **_contents(order),
        **NO_HEAD,  # it is put in when this is frozen
        **scope_fields(stood, written.headings_then, order, previous, year),
        **NOT_ADDED,  # registers are put in by the rooms that keep them
        **NO_FIGURES,  # put in with what the readers of a report may see
        "open_window": _open_window(stood.record, order),
        "baseline": order.baseline if previous else None,
        "plan": plan_words.plan_text(stood, round_it.version),
        "levels": written.levels,
        "legend": plan_words.legend_records(stood.record.legend),
        "headings": written.headings,
        "outcomes": plan_words.outcome_records(stood, {a["id"]: a["heading"] for a in actions}),
        "measures": measures_on(stood.day, stood.measures_now, by_id),
        "actions": actions,
        "revisions": revisions,
        "counts": counts.tally(actions),
        "previous_counts": previous["counts"] if previous else None,
        "count_rows": count_rows(stood.record, stood.starts, order.as_of, previous),
        "changes": None,
        "previous_hash": before.sha256 if before else "",
        "meetings": plan_words.meeting_records(bodies, round_it),
        "directions": asked.direction_records(round_it.directions, span, by_id, stood),
        "escalations": escalations,
        "decisions": [
            *order.decisions, *_questions(escalations), *_dates_to_decide(revisions, actions)
        ],
        "notes": plan_words.notes(actions, written.headings),
        "recurring": recurring_records(
            round_it.recurred, {row.action.pk: row for row in written.standings}, order.period.start
        ),
        "next_plan": next_plan(following) if following else None,
    }  # fmt: skip
    made["changes"] = difference.between(previous, made) if previous else None
    return made


def next_plan(stood: PlanOnDay) -> NextPlanRecord:
    """The text of the plan that follows, as written on the day; nothing in it is rated yet."""
    rows = stood.record.standings(max(stood.day.on, stood.starts))
    written = _written(stood, rows)
    return {
        "vision": stood.about["vision"],
        "outcomes": plan_words.outcome_records(
            stood, {row["id"]: row["heading"] for row in written.actions}
        ),
        "title": stood.about["title"],
        "starts": stood.about["period_start"],
        "ends": stood.about["period_end"],
        "levels": written.levels,
        "headings": written.headings,
        "actions": written.actions,
    }


def _written(stood: PlanOnDay, every: Sequence[Standing]) -> Written:
    standings = [row for row in every if row.action.in_plan(row.as_of)]
    words = _words(stood, standings)
    actions = [action_words.record(row, words) for row in every]
    wanted = [action["heading"] for action in actions if action["heading"]]
    headings = headings_then(stood.headings, stood.day, wanted)
    levels = levels_then(stood.levels, stood.day, headings.values())
    ordered = sorted(levels, key=lambda key: levels[key]["position"])
    return Written(
        standings=standings,
        actions=actions,
        levels=plan_words.level_records(levels[key] for key in ordered),
        headings=plan_words.heading_records(headings, ordered),
        headings_then=headings,
    )


def _words(stood: PlanOnDay, standings: Sequence[Standing]) -> action_words.Words:
    record = stood.record
    said = {row.pk: row for item in record.actions for row in item.said}
    claims = [row.completion.update_claiming_id for row in standings if row.completion]
    return action_words.Words(
        entries=record.legend,
        completions={item.action.pk: item.completions for item in record.actions},
        claims={pk: said[pk] for pk in claims},
        measures=plan_words.measures_of(stood),
        repeated=frozenset(repeated(row.action.number for row in standings)),
        evidence=checks.evidence(record),
        shared=stood.shared,
        descents=stood.descents,
        became=stood.became,
    )


def _cover(round_it: Surroundings, bodies: Bodies, order: Order, frozen_at: str) -> CoverFields:
    """What a person ordered, for whom, and the bodies and members round it."""
    chiefs = bodies.name(bodies.chief_officers)
    return {
        "schema": SCHEMA,
        "kind": order.kind,
        "frozen_at": frozen_at,
        "as_of": order.as_of.isoformat(),
        "period_start": order.period.start.isoformat(),
        "period_end": order.period.end.isoformat(),
        "period_name": order.period.name,
        "considered_on": iso(order.considered_on),
        "area": round_it.area,
        "committee": bodies.name(bodies.committee) or round_it.area,
        "considered_by": order.considered_by or chiefs or "Chief officers group",
        "prepared_by": order.prepared_by,
        "marking": order.marking,
        "edition": "Chief officers' edition",
        "version": order.version,
        "bodies": plan_words.body_records(bodies),
        "members": plan_words.member_records(bodies, round_it.members),
        "chairs": plan_words.chair_records(bodies, round_it.members),
        "sections": list(order.sections),
    }


def _contents(order: Order) -> ContentsFields:
    """The parts that the committee chose; nothing where it prints all of them."""
    return {"contents": list(order.contents)} if order.contents else NO_CONTENTS


def _correction(order: Order) -> CorrectionFields:
    return {
        "erratum": order.erratum,
        "corrects": order.corrects,
        "corrects_issued_on": iso(order.corrects_issued_on),
    }


def _open_window(record: PlanRecord, order: Order) -> OpenWindowRecord | None:
    """The window in which leads are still being asked on the day of the position (rule 8)."""
    window = record.window_on(order.as_of)
    if window is None or not window.open_on(order.as_of):
        return None
    return {
        "label": window.label,
        "until": window.closing(order.as_of).isoformat(),
        "reason": order.open_window_reason,
    }


def _dates_to_decide(
    revisions: Sequence[RevisionRecord], actions: Sequence[ActionRecord]
) -> list[str]:
    """Decisions that the record itself asks of chief officers: second and long moves of a date."""
    names = {row["id"]: row["reference"] for row in actions}
    return [
        f"Decide on a new date for action {names[row['action']]}: "
        f"{_printed(row['previous'])} to {_printed(row['proposed'])}."
        for row in revisions
        if row["state"] == "requested" and row["to_chief_officers"]
    ]


def _questions(rows: Sequence[EscalationRecord]) -> list[str]:
    """What the committee's meetings put to chief officers, as decisions asked."""
    return [
        f"Action {row['reference']}, from {row['body']} on {_printed(row['on'])}: "
        f"{' '.join(row['question'].split())}"
        for row in rows
    ]


def _printed(day: str) -> str:
    return long_day(date.fromisoformat(day))
