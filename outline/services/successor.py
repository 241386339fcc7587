"""The plan that follows one that ends: what goes on is written into it as rows of its own.

Nothing of the parent is changed by it, and nothing of the parent is pointed at but by lineage: an
edit of the child never touches it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from accounts.models import User
from actions.enums import ActionKind, LineageKind, RevisionState, Way
from actions.models import Action, ActionIndicator, DeadlineRevision, Lead, Lineage
from audit.services import keep_all, record
from documents.enums import Canonical
from outcomes.models import HighLevelOutcome, Measure
from outline.queries.end import End, Ending
from plans.enums import LegendBasis, LevelRole
from plans.models import Heading, Legend, LegendEntry, Level, Plan
from plans.queries import levels_of, plan_tree
from plans.rules.legends import Entry, Preset
from plans.rules.levels import LevelSpec
from plans.services import create_plan
from regional.services.regional import move_tie

# what the plan says of an action, and what was agreed of its dates
KEPT = (
    *("number", "printed_number", "text", "expected_impact", "evidence", "origin", "origin_note"),
    *("lead_words", "timescale_words", "timescale_kind", "recurrence", "starts", "first_due"),
    "due",
)
MEASURED = (
    *("text", "evidence_sources", "position", "unit", "good", "counts_children", "baseline"),
    *("baseline_on", "baseline_words", "target", "target_by", "target_agreed_on"),
)


@dataclass
class Copies:
    """What of the child stands for what of the parent, by the parent's keys."""

    headings: dict[int, Heading] = field(default_factory=dict)
    outcomes: dict[int, HighLevelOutcome] = field(default_factory=dict)
    measures: dict[int, Measure] = field(default_factory=dict)
    actions: dict[int, Action] = field(default_factory=dict)


@transaction.atomic
def begin_successor(
    *,
    by: User,
    end: End,
    title: str,
    period_start: date,
    period_end: date,
    on: date,
    entered_on: date | None = None,
) -> Plan:
    """Make the draft that follows `end.plan`, with what was decided to go on.

    It has the parent's levels, legend, headings and outcomes, the actions that go on with their
    leads, links, first agreed date and every move of it, and lineage both ways. An action counts
    from the first day of the new plan; `entered_on` is the day it was written down, None for
    today. Raises ValidationError for a title or a period that cannot be.
    """
    plan = end.plan
    child = create_plan(
        by=by,
        area=plan.area,
        title=title,
        period_start=period_start,
        period_end=period_end,
        legend=_legend_of(plan),
        levels=[_spec(row) for row in levels_of(plan)],
        body=plan.body,
        predecessor=plan,
        vision=plan.vision,
        context_above=plan.context_above,
        ongoing_name=plan.ongoing_name,
    )
    copies = Copies()
    _write_headings(plan, child, copies)
    _write_outcomes(plan, child, copies)
    _write_measures(end, child, copies)
    _write_actions(end, child, copies, entered_on or timezone.localdate())
    _write_links(end, copies)
    rows = list(copies.actions.values())
    prefetch_related_objects(rows, "leads", "outcomes", "measures")
    kept: list[Any] = [*copies.headings.values(), *copies.outcomes.values()]
    keep_all(by=by, rows=[*kept, *copies.measures.values(), *rows])
    _write_lineage(by, end, copies, on)
    changes = {"of": plan.title, "how": end.balance.words}
    record(by=by, verb="began successor", target=child, area_id=plan.area_id, changes=changes)
    return child


def _legend_of(plan: Plan) -> Preset:
    legend = Legend.objects.get(plan=plan)
    entries = LegendEntry.objects.filter(legend=legend)
    return Preset(
        plan.title,
        LegendBasis(legend.basis),
        tuple(
            Entry(
                *(row.code, row.label, row.definition, row.colour, row.symbol),
                Canonical(row.canonical),
            )
            for row in entries
        ),
    )


def _spec(row: Level) -> LevelSpec:
    return LevelSpec(
        row.singular, row.plural, LevelRole(row.role), row.numbered, row.number_pattern
    )


def _write_headings(plan: Plan, child: Plan, copies: Copies) -> None:
    """Parents first, each under the copy of its own."""
    levels = {row.position: row for row in levels_of(child)}
    for branch in (branch for top in plan_tree(plan) for branch in top.walk()):
        old = branch.heading
        copies.headings[old.pk] = Heading.objects.create(
            plan=child,
            level=levels[old.level.position],
            parent=copies.headings[old.parent_id] if old.parent_id else None,
            position=old.position,
            number=old.number,
            printed_number=old.printed_number,
            text=old.text,
            vision=old.vision,
            context=old.context,
            quarters=old.quarters,
        )


def _write_outcomes(plan: Plan, child: Plan, copies: Copies) -> None:
    for old in HighLevelOutcome.objects.filter(plan=plan).prefetch_related("headings"):
        new = HighLevelOutcome.objects.create(
            plan=child, number=old.number, text=old.text, position=old.position
        )
        new.headings.set(copies.headings[row.pk] for row in old.headings.all())
        copies.outcomes[old.pk] = new


def _write_measures(end: End, child: Plan, copies: Copies) -> None:
    """Those in use of what goes on. Their readings stay where they were given."""
    goes = [row.action.pk for row in end.rows if row.disposal and row.disposal.way != Way.WITHDRAW]
    rows = Measure.objects.filter(plan=end.plan, actions__in=goes, ended_on=None).distinct()
    for old in rows.prefetch_related("outcomes"):
        new = Measure.objects.create(plan=child, **{name: getattr(old, name) for name in MEASURED})
        new.outcomes.set(copies.outcomes[row.pk] for row in old.outcomes.all())
        copies.measures[old.pk] = new


def _write_actions(end: End, child: Plan, copies: Copies, entered_on: date) -> None:
    places = {ActionKind.RATED: 0, ActionKind.ONGOING: 0}
    for row in end.going_on:
        old = row.action
        ongoing = row.ongoing or (row.disposal and row.disposal.way == Way.ONGOING)
        kind = ActionKind.ONGOING if ongoing else ActionKind.RATED
        places[kind] += 1
        copies.actions[old.pk] = Action.objects.create(
            plan=child,
            heading=copies.headings[old.heading_id] if old.heading_id else None,
            kind=kind,
            position=places[kind],
            added_on=child.period_start,
            entered_on=entered_on,
            carried_from=old,
            **{name: getattr(old, name) for name in KEPT},
        )


def _write_links(end: End, copies: Copies) -> None:
    """Leads, outcomes, measures and figures: its own, and those of what is merged into it."""
    for row in end.going_on:
        old, new = row.action, copies.actions[row.action.pk]
        sources = [old, *(one.action for one in end.into(row))]
        _write_leads(new, sources)
        new.outcomes.set(_copied(copies.outcomes, sources, "outcomes"))
        new.measures.set(_copied(copies.measures, sources, "measures"))
        moved = old.revisions.filter(state=RevisionState.APPROVED).order_by("pk")
        DeadlineRevision.objects.bulk_create(_again(one, new) for one in moved)
        figures = ActionIndicator.objects.filter(action__in=sources, ended_at=None)
        _write_figures(new, figures.order_by("pk"))


def _write_leads(new: Action, sources: Sequence[Action]) -> None:
    """The accountable lead of the first; whoever else leads one of them contributes."""
    own = sources[0].leads.all()
    accountable = next((lead.post_id for lead in own if lead.accountable), None)
    leads = [lead for old in sources for lead in old.leads.all()]
    posts = dict.fromkeys([*([accountable] if accountable else []), *(x.post_id for x in leads)])
    Lead.objects.bulk_create(
        Lead(action=new, post_id=post, accountable=post == accountable, position=position)
        for position, post in enumerate(posts, start=1)
    )


def _copied(copies: Mapping[int, Any], sources: Iterable[Action], name: str) -> list[Any]:
    keys = dict.fromkeys(one.pk for old in sources for one in getattr(old, name).all())
    return [copies[key] for key in keys if key in copies]


def _again(row: DeadlineRevision, new: Action) -> DeadlineRevision:
    """The same decision, which holds for what goes on of the action it was taken on."""
    row.pk = None
    row._state.adding = True
    row.action = new
    return row


def _write_figures(new: Action, rows: Iterable[ActionIndicator]) -> None:
    known = {(row.indicator_id, row.kind): row for row in rows}
    ActionIndicator.objects.bulk_create(
        ActionIndicator(
            action=new,
            indicator_id=row.indicator_id,
            kind=row.kind,
            origin=row.origin,
            added_by_id=row.added_by_id,
            added_at=timezone.now(),
        )
        for row in known.values()
    )


def _write_lineage(by: User, end: End, copies: Copies, on: date) -> None:
    """Both ways, and a regional action goes on being one."""
    for row in end.going_on:
        new = copies.actions[row.action.pk]
        _came(by, row, new, _kind(row), on)
        merged = end.into(row)
        for one in merged:
            _came(by, one, new, LineageKind.MERGED, on)
        move_tie(by=by, sources=[row.action, *(one.action for one in merged)], target=new)


def _kind(row: Ending) -> LineageKind:
    ongoing = row.disposal and row.disposal.way == Way.ONGOING
    return LineageKind.ONGOING if ongoing else LineageKind.CARRIED


def _came(by: User, row: Ending, new: Action, kind: LineageKind, on: date) -> None:
    Lineage.objects.create(source=row.action, target=new, kind=kind, on=on)
    reason = row.disposal.reason if row.disposal else ""
    changes = {"how": kind.label, "plan": new.plan.title, "reason": reason}
    area_id = new.plan.area_id
    record(by=by, verb="went on", target=row.action, area_id=area_id, changes=changes)
