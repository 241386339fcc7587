""" "Green with worse results" as pages show it: the action, and what is worse beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from actions.models import Action
from actions.queries.positions import Position
from actions.queries.worse_results import joined_to, worse_beside
from actions.rules.worse_results import GreenWorse
from committees.querysets import Actor
from documents.enums import Canonical
from documents.statuses import Tag, default_tag
from figures.queries.record import figure_record
from figures.queries.told import told_to


@dataclass(frozen=True)
class ActionBeside:
    """An action that is said to go well, and the figure that says otherwise."""

    action: int
    reference: str
    text: str
    tag: Tag
    worse: GreenWorse

    @property
    def words(self) -> str:
        return self.worse.words


def beside(row: GreenWorse, action: Action, buckets: Mapping[int, str]) -> ActionBeside:
    tag = default_tag(Canonical(buckets[row.action]))
    return ActionBeside(action.pk, action.reference, action.text, tag, row)


def green_with_worse_results(
    user: Actor, position: Position, report: date | None
) -> Sequence[ActionBeside]:
    """Actions of a plan that are green beside a figure that this person may see grow worse.

    One query where no action belongs to a figure.
    """
    rows = {row.pk: row for row in position.rated}
    joined = joined_to(rows)
    if not joined:
        return []
    record = figure_record(position.plan.area)
    told = told_to(user, position.plan.area, record=record)
    if told is None:
        return []
    buckets = {key: row.bucket for key, row in rows.items()}
    lying = worse_beside(buckets, joined, record, told, until=position.as_of, report=report)
    return [
        ActionBeside(
            one.action,
            rows[one.action].standing.action.reference,
            rows[one.action].standing.action.text,
            rows[one.action].tag,
            one,
        )
        for one in lying
    ]
