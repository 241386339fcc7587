"""What changed in a plan between any two days, or since a report: asked once, for page and command.

The same comparison as a report prints: `diff` and `telling`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from documents.difference import telling
from documents.schema.actions import ActionRecord
from documents.schema.changes import ChangeRecord
from documents.schema.content import SnapshotContent
from plans.models import Plan
from plans.queries import headings_of
from reporting.queries import history


@dataclass(frozen=True)
class Changed:
    """The changes from the end of `since` to the end of `until`; `texts` are the actions' words."""

    plan: Plan
    since: date
    until: date
    changes: Sequence[ChangeRecord]
    texts: Mapping[int, str]

    @property
    def by_kind(self) -> dict[str, list[ChangeRecord]]:
        return telling.by_kind(self.changes)

    @property
    def actions(self) -> int:
        """How many actions the changes are of."""
        return len({change["action"] for change in self.changes})

    @property
    def labels(self) -> dict[str, str]:
        """What each kind is called; ongoing items as the plan calls them."""
        return {**telling.LABELS, "ongoing": self.plan.ongoing_name}


def between(plan: Plan, since: date, until: date) -> Changed:
    """What changed from the end of one day to the end of another. A constant number of queries."""
    before, after = history.actions_on(plan, since, until)
    return _changed(plan, since, until, before, after)


def since_frozen(
    plan: Plan,
    content: SnapshotContent,
    until: date,
) -> Changed:
    """What changed since a report was frozen, whatever was put in behind its day."""
    [live] = history.actions_on(plan, until)
    frozen = content["actions"]
    before, after = history.compared(frozen, live), history.compared(live, frozen)
    return _changed(plan, date.fromisoformat(content["as_of"]), until, before, after)


def _changed(
    plan: Plan,
    since: date,
    until: date,
    before: Sequence[ActionRecord],
    after: Sequence[ActionRecord],
) -> Changed:
    return Changed(
        plan=plan,
        since=since,
        until=until,
        changes=telling.told(before, after, _places(plan, before, after)),
        texts={row["id"]: row["text"] for row in (*before, *after)},
    )


def _places(
    plan: Plan, before: Sequence[ActionRecord], after: Sequence[ActionRecord]
) -> dict[int, str]:
    """The names of headings, looked up only where an action has another one than before."""
    stood = {row["id"]: row["heading"] for row in before}
    if all(stood.get(row["id"], row["heading"]) == row["heading"] for row in after):
        return {}
    return {
        row.pk: f"{row.level.singular} {row.number}" if row.number else row.text
        for row in headings_of(plan)
    }
