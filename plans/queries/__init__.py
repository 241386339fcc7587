"""Reads of a plan's own text that several pages and documents share."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, Subquery

from audit.enums import Kind
from audit.models import Event
from audit.queries.versions import as_it_was
from audit.rules.days import Day
from plans.enums import UNAGREED
from plans.models import Heading, LegendEntry, Level, Plan, PlanReview, PlanVersion
from plans.rules.calendar import in_words
from plans.rules.facts import HeadingFacts
from plans.rules.tree import children, headings_then

IMPORTED = "imported plan"


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


def told_in(plan: int, then: Day, path: str = "plan") -> Q:
    """What of an area's plans, at the end of `path`, a report on `plan` may tell: its own, and of
    others what was agreed at the end of the report's day. No query."""
    changed = then.of(Kind.PLAN)
    agreed = [key for key, state in changed.items() if state and state["state"] not in UNAGREED]
    since = ~Q(**{f"{path}__state__in": UNAGREED}) & ~Q(**{f"{path}__in": list(changed)})
    return Q(**{path: plan}) | Q(**{f"{path}__in": agreed}) | since


def headings_of(plan: Plan) -> list[Heading]:
    """Every heading with its level, in stored order. One query."""
    return list(Heading.objects.filter(plan=plan).select_related("level"))


def themes_of(plan: Plan) -> list[Heading]:
    """The topmost headings in their order: what a calendar of themes is of. One query."""
    rows = Heading.objects.filter(plan=plan, parent=None).select_related("level")
    return list(rows.order_by("position", "pk"))


def calendar_of(plan: Plan) -> list[tuple[str, str]]:
    """The themes with the quarters in which each is reported, in words; empty where there is no
    calendar of themes. One query."""
    themes = [(row.title, in_words(row.quarters)) for row in themes_of(plan)]
    return themes if any(quarters for _, quarters in themes) else []


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
        state = then.get(row.level_id)
        level = levels.get(row.level_id) or (Level(pk=row.level_id, plan=plan) if state else None)
        row.level = as_it_was(level or row.level, state)
    return sorted(there, key=lambda row: (row.position, row.pk))


def _facts(row: Heading) -> Any:
    return {name: getattr(row, name) for name in HeadingFacts.__annotations__}


def plan_text(plan: Plan) -> dict[str, Any]:
    """The plan's own words as plain values, as a PlanVersion keeps them, and beside each action who
    leads it and when it is due. Its shape is `documents.schema.plan_text`. Eight queries."""
    return {
        "title": plan.title,
        "period": [plan.period_start.isoformat(), plan.period_end.isoformat()],
        "vision": plan.vision,
        "introduction": plan.introduction,
        "context_above": plan.context_above,
        "ongoing_name": plan.ongoing_name,
        "levels": [_values("l", row, "singular", "plural", "role") for row in levels_of(plan)],
        "legend": [
            _values("s", row, "code", "label", "definition") for row in legend_entries(plan)
        ],
        "headings": [
            {
                "level": branch.heading.level.singular,
                "depth": branch.depth,
                "under": f"h{branch.heading.parent_id}" if branch.heading.parent_id else "",
                **_values("h", branch.heading, "number", "text", "vision", "context"),
            }
            for top in plan_tree(plan)
            for branch in top.walk()
        ],
        "outcomes": [
            _values("o", row, "number", "text")
            for row in plan.high_level_outcomes.order_by("position", "pk")
        ],
        "measures": [
            _values("m", row, "text", "evidence_sources")
            for row in plan.measures.in_use().order_by("position", "pk")
        ],
        "actions": [_action_text(row) for row in _actions_of(plan)],
    }


def _actions_of(plan: Plan) -> Any:
    """The actions that stand in the plan, ongoing work last, with their leads. Two queries."""
    rows = plan.actions.filter(withdrawn_on=None).prefetch_related("leads__post")
    return rows.order_by("-kind", "position", "pk")


def _action_text(row: Any) -> dict[str, Any]:
    return {
        "under": f"h{row.heading_id}" if row.heading_id else "",
        "kind": row.kind,
        "leads": [str(lead) for lead in row.leads.all()],
        "due": row.due.isoformat() if row.due else "",
        **_values("a", row, "number", "text", "timescale_words", "expected_impact", "evidence"),
    }


def _values(letter: str, row: Any, *names: str) -> dict[str, str]:
    """What a part of the plan says, with a key by which later versions know it again."""
    return {"key": f"{letter}{row.pk}", **{name: getattr(row, name) for name in names}}


@dataclass(frozen=True)
class Wording:
    """The last version of a plan's words, without its content, and since when the next one is under
    review, where it is."""

    last: PlanVersion | None
    reviewed_since: date | None

    @property
    def number(self) -> int:
        """Of the last version; 0 where none is kept."""
        return self.last.number if self.last else 0

    @property
    def next_number(self) -> int:
        return self.number + 1


def wording_of(plan: Plan) -> Wording:
    """One query, two where no version is kept."""
    begun = PlanReview.objects.under_way().filter(plan=plan).values("begun_on")
    versions = PlanVersion.objects.filter(plan=plan).defer("content").order_by("-number")
    last = versions.annotate(reviewed_since=Subquery(begun[:1])).first()
    if last is None:
        return Wording(None, begun.values_list("begun_on", flat=True).first())
    return Wording(last, last.reviewed_since)


def import_of(plan: Plan) -> Event | None:
    """The event that tells of the plan's import: by whom, when, from which file. One query."""
    rows = Event.objects.filter(target_type="plans.plan", target_id=plan.pk, verb=IMPORTED)
    return rows.order_by("pk").first()
