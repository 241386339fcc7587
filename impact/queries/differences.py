"""What difference was made, priority by priority of a plan: what somebody says of it, and the
evidence at hand, as far as a person may see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.roles import Permission
from actions.enums import CompletionState
from actions.queries.lineage import ancestors_of
from actions.queries.priorities import Priority, measures_of
from actions.queries.record import plan_record
from actions.rules.moderation import difference
from actions.rules.record import ActionRecord, Detail
from actions.rules.standing import PlanRecord, Standing
from committees.permissions import may
from committees.querysets import Actor
from impact.enums import Ground
from impact.models import Statement
from impact.queries.assurance import assurance_of
from impact.queries.figures import figures_of
from impact.rules.evidence import (
    NOT_RECORDED,
    NOT_SHARED,
    Done,
    Evidence,
    Grounded,
    Shown,
    chosen_of,
    grounded,
)
from outcomes.models import Measure
from outcomes.queries import Measured, measured
from outcomes.rules.readings import NO_NUMBER
from plans.models import Plan
from timescales.date_format import long_day
from voices.queries.heard import Heard, heard


@dataclass(frozen=True)
class Said:
    """A statement with what it rests on."""

    statement: Statement
    rests_on: Sequence[Shown]


@dataclass(frozen=True)
class Difference:
    """A priority with the statement that stands (None: none yet), one that nobody has shared yet,
    those that stood before, and all the evidence."""

    priority: Priority
    said: Said | None
    draft: Said | None
    earlier: Sequence[Said]
    evidence: Sequence[Grounded]

    @property
    def choices(self) -> list[Shown]:
        """What a statement can rest on."""
        return [row for one in self.evidence for row in one.rows if row.shows]


def differences(user: Actor, plan: Plan, today: date) -> list[Difference]:
    """Every priority, in the plan's order. A constant number of queries, and one for each step in
    the longest chain of actions."""
    exact = may(user, Permission.FIGURE_READ, plan.area_id)
    rows = heard(user, plan, today, exact=exact)
    priorities = [row.priority for row in rows]
    own = {key for one in priorities for key in one.actions}
    above = ancestors_of(own)
    actions = own | {key for keys in above.values() for key in keys}
    looked = assurance_of(user, plan.area, actions, exact=exact)
    told = figures_of(user, plan.area, actions, today)
    done, counted = _completed(plan, today), _measures(user, plan, today)
    measures = measures_of(plan, priorities)
    statements = _statements(user, plan)
    made = []
    for row in rows:
        keys = [one for key in sorted(row.priority.actions) for one in (key, *above[key])]
        evidence = [
            *(done[key] for key in sorted(row.priority.actions) if key in done),
            *(counted[key] for key in sorted(measures[row.priority.key]) if key in counted),
            *_once(told, keys),
            *_once(looked, keys),
            *_voices(row),
        ]
        made.append(_difference(row.priority, evidence, statements[row.priority.key]))
    return made


def _difference(
    priority: Priority, evidence: Sequence[Shown], statements: Sequence[Statement]
) -> Difference:
    said = [
        Said(one, chosen_of(evidence, {chosen.evidence for chosen in one.chosen.all()}))
        for one in statements
    ]
    shared = [one for one in said if one.statement.shared_at]
    return Difference(
        priority,
        shared[-1] if shared else None,
        next((one for one in said if not one.statement.shared_at), None),
        shared[-2::-1],
        grounded(evidence),
    )


def _statements(user: Actor, plan: Plan) -> defaultdict[str, list[Statement]]:
    """By the key of a priority what was said, the last shared last. Two queries."""
    rows = Statement.objects.visible_to(user).filter(plan=plan)
    rows = rows.select_related("written_by", "shared_by").prefetch_related("chosen")
    by_key: defaultdict[str, list[Statement]] = defaultdict(list)
    for row in rows.order_by("shared_at", "pk"):
        by_key[row.key].append(row)
    return by_key


def _once(by_action: Mapping[int, Sequence[Shown]], keys: Iterable[int]) -> list[Shown]:
    rows = {row.evidence: row for key in keys for row in by_action.get(key, ())}
    return list(rows.values())


def _completed(plan: Plan, today: date) -> dict[int, Shown]:
    record = plan_record(plan, holders_on=today, detail=Detail.WORDS)
    rows = (_done(record, item, today) for item in record.actions if item.action.in_plan(today))
    return {row.key: shown_done(row) for row in rows if row}


def _done(record: PlanRecord, item: ActionRecord, today: date) -> Done | None:
    now: Standing = record.standing_of(item, today)
    row = now.completion
    if row is None or now.claimed or row.state != CompletionState.VERIFIED:
        return None
    claim = next((said for said in item.said if said.pk == row.update_claiming_id), None)
    return Done(
        item.action.pk,
        item.action.reference,
        item.action.text,
        difference(now, claim).printed,
        row.completed_on,
        str(row.decided_by or ""),
    )


def shown_done(row: Done) -> Shown:
    """A completed action as evidence: one without a recorded difference shows none."""
    by = f", verified by {row.verified_by}" if row.verified_by else ""
    return Shown(
        Evidence(Ground.COMPLETED, row.key),
        f"Action {row.reference}: {row.text}",
        [row.difference or NOT_RECORDED, f"Completed on {long_day(row.completed_on)}{by}."],
        "action_detail",
        row.key,
        shows=bool(row.difference),
    )


def _measures(user: Actor, plan: Plan, today: date) -> dict[int, Shown]:
    """Those that have a number, in the words of their own readings. Two queries."""
    exact = may(user, Permission.PLAN_EDIT, plan.area_id)
    rows = measured(Measure.objects.filter(plan=plan).in_use(), today, exact=exact)
    return {row.measure.pk: shown_measure(row) for row in rows if row.said}


def shown_measure(row: Measured) -> Shown:
    """A measure as evidence, in the words of its own readings."""
    said, words = row.said, [NO_NUMBER]
    if said and said.latest != NO_NUMBER:
        parts = (f"{said.latest}, {said.latest_when}", said.difference, said.trend, said.reached)
        words = [f"{part}." for part in parts if part]
    return Shown(
        Evidence(Ground.MEASURE, row.measure.pk),
        row.measure.text,
        words,
        shows=words != [NO_NUMBER],
    )


def _voices(row: Heard) -> list[Shown]:
    return [
        Shown(
            Evidence(Ground.VOICE, line.voice.pk),
            str(line.voice),
            [line.voice.said, line.answered, *([] if line.voice.shared_at else [NOT_SHARED])],
            "voice",
            line.voice.pk,
            shows=line.voice.shared_at is not None,
        )
        for line in row.lines
        if not line.voice.silent
    ]
