"""Reads of a plan's own text that several pages and documents share."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from audit.enums import Kind
from audit.queries.versions import as_it_was
from audit.rules.days import Day
from plans.models import Heading, LegendEntry, Level, Plan
from plans.rules.facts import HeadingFacts
from plans.rules.tree import children, headings_then


@dataclass
class Branch:
    """A heading with what hangs from it, in the plan's order."""

    heading: Heading
    depth: int
    children: "list[Branch]" = field(default_factory=list)

    def walk(self) -> "Iterator[Branch]":
        """This branch and all below it, in printing order."""
        yield self
        for child in self.children:
            yield from child.walk()


def headings_of(plan: Plan) -> list[Heading]:
    """Every heading with its level, in stored order. One query."""
    return list(Heading.objects.filter(plan=plan).select_related("level"))


def tree(headings: Sequence[Heading]) -> list[Branch]:
    """The headings as a tree, siblings in their own order. No query."""
    rows = {row.pk: row for row in headings}
    below = children((row.parent_id, row.position, row.pk) for row in headings)

    def branches(parent: int | None, depth: int) -> list[Branch]:
        return [Branch(rows[key], depth, branches(key, depth + 1)) for key in below[parent]]

    return branches(None, 0)


def plan_tree(plan: Plan) -> list[Branch]:
    """A plan's headings as a tree. One query."""
    return tree(headings_of(plan))


def levels_of(plan: Plan) -> list[Level]:
    return list(Level.objects.filter(plan=plan))


def legend_entries(plan: Plan) -> list[LegendEntry]:
    """The entries of a plan's legend in printing order. One query."""
    return list(LegendEntry.objects.filter(legend__plan=plan).select_related("legend"))


def headings_on(
    plan: Plan, headings: Sequence[Heading], day: Day, *, wanted: Iterable[int] = ()
) -> list[Heading]:
    """The headings of `plan`, loaded as by `headings_of`, as they stood at the end of a day.

    `wanted` are keys that stand even where they came later (see `headings_then`). No query unless
    every heading is gone.
    """
    now = {row.pk: row for row in headings}
    facts = headings_then({key: _facts(row) for key, row in now.items()}, day, wanted)
    there = [
        as_it_was(now.get(key) or Heading(pk=key, plan=plan), {**state})
        for key, state in facts.items()
    ]
    levels, then = {row.level_id: row.level for row in headings}, day.of(Kind.LEVEL)
    for row in there:
        row.level = as_it_was(levels.get(row.level_id) or row.level, then.get(row.level_id))
    return sorted(there, key=lambda row: (row.position, row.pk))


def _facts(row: Heading) -> Any:
    return {name: getattr(row, name) for name in HeadingFacts.__annotations__}


def plan_text(plan: Plan) -> dict[str, Any]:
    """The plan's own words as plain values, as a PlanVersion keeps them."""
    return {
        "title": plan.title,
        "period": [plan.period_start.isoformat(), plan.period_end.isoformat()],
        "vision": plan.vision,
        "introduction": plan.introduction,
        "levels": [_values(row, "singular", "plural", "role") for row in levels_of(plan)],
        "legend": [_values(row, "code", "label", "definition") for row in legend_entries(plan)],
        "headings": [
            {
                "level": branch.heading.level.singular,
                "depth": branch.depth,
                **_values(branch.heading, "number", "text", "vision", "context"),
            }
            for top in plan_tree(plan)
            for branch in top.walk()
        ],
    }


def _values(row: Any, *names: str) -> dict[str, str]:
    return {name: getattr(row, name) for name in names}
