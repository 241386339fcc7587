"""Writes a draft into the database, all or nothing, in a number of queries that does not grow."""

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from accounts.models import User
from actions.enums import ActionKind, CompletionState, Origin, Source
from actions.models import Action, Completion, Lead, ProgressUpdate
from actions.rules.overdue import days_late
from actions.services.text import timescale_fields
from audit.services import keep_all, record
from audit.services.edits import locked
from committees.models import Area, Post
from committees.rules.lead_words import lead_key
from documents.enums import Canonical
from imports.models import ImportDraft
from imports.queries.brought_in import brought_in, fingerprint
from imports.rules.plan.draft import ActionDraft, HeadingDraft, PlanDraft
from imports.rules.plan.summary import summary
from imports.services.leads import posts_of_leads
from outcomes.models import HighLevelOutcome, Measure
from plans.models import Heading, LegendEntry, Level, Plan
from plans.queries import IMPORTED
from plans.rules.levels import LevelSpec
from plans.services import create_plan
from sheets.rules.cells import from_json

_ORIGINS = (
    (Origin.INSPECTION, r"inspect|scrutiny"),
    (Origin.LEARNING_REVIEW, r"learning review|case review|\b[is]cr\b|\blr\b"),
    (Origin.SELF_EVALUATION, r"self[- ]evaluation"),
    (Origin.AUDIT, r"audit"),
    (Origin.RISK, r"\brisk"),
    (Origin.DIRECTION, r"direction|chief officer|\bcog\b"),
    (Origin.NATIONAL_POLICY, r"national|policy|legislation|guidance|promise"),
    (Origin.SCRUTINY, r"survey|observation|line of sight"),
    (Origin.RESEARCH, r"research"),
    (Origin.VOICES, r"\bvoices?\b|views of|children and famil|young people said"),
    (Origin.FIGURES, r"\bdata\b|dataset|\bfigures\b"),
    (Origin.OTHER_PLAN, r"services plan|partner"),
)


@transaction.atomic
def save_plan(
    *,
    by: User | None,
    draft: PlanDraft,
    area: Area,
    title: str,
    period_start: date,
    period_end: date,
    legend: str = "",
    stated_on: date | None = None,
    file_name: str = "",
    joins: Mapping[str, str] | None = None,
    mark: str = "",
) -> Plan:
    """Make a draft plan of everything in `draft`, with one audit event for the import.

    Actions count as part of the plan from its first day. What it prints of status and progress
    becomes an imported update as at `stated_on` (default: the first day); "complete" counts as
    complete. `joins` are what a person joined leads to, as
    `imports.services.drafts.choose_leads` keeps them; `mark` is the file's fingerprint. Raises
    ValidationError, naming cells, when something blocks the import, and where the same file is in
    the area already.
    """
    if draft.blocks:
        raise ValidationError([f"{doubt.where}: {doubt.text}" for doubt in draft.blocks])
    plan = create_plan(
        by=by,
        area=area,
        title=title,
        period_start=period_start,
        period_end=period_end,
        legend=legend or draft.key or draft.legend,
        levels=[
            LevelSpec(level.name, level.plural, level.role, level.numbered)
            for level in draft.levels
        ],
    )
    if mark and (before := brought_in(area, mark)):  # asked under the lock of the area
        raise ValidationError(before.words)
    headings = _write_headings(plan, draft)
    actions = _write_actions(plan, draft, headings)
    _write_leads(draft, actions, posts_of_leads(by=by, area=area, draft=draft, chosen=joins or {}))
    outcomes = _write_outcomes(plan, draft, actions)
    measures = _write_measures(plan, draft, actions)
    prefetch_related_objects(actions, "leads", "outcomes", "measures")
    keep_all(by=by, rows=[*headings, *outcomes, *measures, *actions])
    _write_updates(by, plan, draft, actions, stated_on or period_start)
    counts = {
        key: value for key, value in summary(draft).items() if key not in ("doubts", "left_out")
    }
    changes = {"file": file_name, "sha256": mark, "doubts": len(draft.doubts), **counts}
    record(by=by, verb=IMPORTED, target=plan, area_id=area.pk, changes=changes)
    return plan


@transaction.atomic
def confirm_import(
    *, by: User, import_draft: ImportDraft, draft: PlanDraft, stated_on: date | None = None
) -> Plan:
    """Save the plan of an uploaded spreadsheet, once. Raises ValidationError when it was before."""
    waiting = locked(import_draft, "area")
    if waiting.plan_id:
        raise ValidationError("This spreadsheet was brought in already.")
    plan = save_plan(
        by=by,
        draft=draft,
        area=waiting.area,
        title=waiting.title,
        period_start=waiting.period_start,
        period_end=waiting.period_end,
        legend=waiting.legend,
        stated_on=stated_on,
        file_name=waiting.file_name,
        joins=waiting.mapping.get("leads") if isinstance(waiting.mapping, dict) else None,
        mark=fingerprint(from_json(waiting.content)),
    )
    waiting.plan = plan
    waiting.save(update_fields=["plan"])
    return plan


def _write_headings(plan: Plan, draft: PlanDraft) -> list[Heading]:
    """Parents first, one query a depth; the order in the plan is the order printed."""
    levels = list(Level.objects.filter(plan=plan).order_by("position"))
    depths: defaultdict[int, list[int]] = defaultdict(list)
    for at in range(len(draft.headings)):
        depths[_depth(draft.headings, at)].append(at)
    made: dict[int, Heading] = {}
    for depth in sorted(depths):
        rows = [_heading(plan, levels, draft.headings[at], at + 1, made) for at in depths[depth]]
        made.update(zip(depths[depth], Heading.objects.bulk_create(rows), strict=True))
    return [made[at] for at in range(len(draft.headings))]


def _depth(headings: tuple[HeadingDraft, ...], at: int) -> int:
    depth = 0
    parent = headings[at].parent
    while parent is not None:
        depth, parent = depth + 1, headings[parent].parent
    return depth


def _heading(
    plan: Plan,
    levels: list[Level],
    draft: HeadingDraft,
    position: int,
    made: dict[int, Heading],
) -> Heading:
    return Heading(
        plan=plan,
        level=levels[draft.level],
        parent=made[draft.parent] if draft.parent is not None else None,
        position=position,
        number=draft.number,
        printed_number=draft.prefix[:120],
        text=draft.text,
        vision=draft.vision,
        context=draft.context,
    )


def _write_actions(plan: Plan, draft: PlanDraft, headings: list[Heading]) -> list[Action]:
    positions = {ActionKind.RATED: 0, ActionKind.ONGOING: 0}
    rows = []
    for one in draft.actions:
        kind = ActionKind.ONGOING if one.ongoing else ActionKind.RATED
        positions[kind] += 1
        rows.append(
            Action(
                plan=plan,
                heading=headings[one.heading] if one.heading is not None else None,
                kind=kind,
                position=positions[kind],
                number=one.number,
                printed_number=one.prefix[:120],
                text=one.text,
                expected_impact=one.impact,
                evidence=one.evidence,
                origin=_origin(one.origin),
                origin_note=one.origin,
                lead_words=one.lead_words,
                added_on=plan.period_start,
                entered_on=timezone.localdate(),
                **timescale_fields(one.timescale_words, one.meaning) | {"first_due": one.first_due},
            )
        )
    return Action.objects.bulk_create(rows)


def _origin(words: str) -> Origin:
    text = words.casefold()
    return next((origin for origin, said in _ORIGINS if re.search(said, text)), Origin.PLAN)


def _write_leads(draft: PlanDraft, actions: list[Action], posts: Mapping[str, Post]) -> None:
    """The first of an action's leads is accountable; a post that it names twice leads it once."""
    rows = []
    for action, one in zip(actions, draft.actions, strict=True):
        leads = dict.fromkeys(posts[lead_key(name)] for name in one.leads)
        rows += [
            Lead(action=action, post=post, accountable=place == 1, position=place)
            for place, post in enumerate(leads, start=1)
        ]
    Lead.objects.bulk_create(rows)


def _write_outcomes(plan: Plan, draft: PlanDraft, actions: list[Action]) -> list[HighLevelOutcome]:
    rows = HighLevelOutcome.objects.bulk_create(
        HighLevelOutcome(plan=plan, number=number, text=text, position=position)
        for position, (number, text) in enumerate(draft.outcomes, start=1)
    )
    known = {row.number.lstrip("0"): row for row in rows}
    link = Action.outcomes.through
    link._default_manager.bulk_create(
        [
            link(action_id=action.pk, highleveloutcome_id=known[number.lstrip("0")].pk)
            for action, one in zip(actions, draft.actions, strict=True)
            for number in dict.fromkeys(one.outcomes)
            if number.lstrip("0") in known
        ],
        ignore_conflicts=True,
    )
    prefetch_related_objects(rows, "headings")
    return rows


def _write_measures(plan: Plan, draft: PlanDraft, actions: list[Action]) -> list[Measure]:
    """A measure that several actions share is written once; one that names none stands alone."""
    said = [one for action in draft.actions for one in action.measures]
    rows = Measure.objects.bulk_create(
        Measure(plan=plan, text=text, evidence_sources=sources, position=position)
        for position, (text, sources) in enumerate(
            dict.fromkeys([*said, *draft.loose_measures]), start=1
        )
    )
    known = {(row.text, row.evidence_sources): row for row in rows}
    link = Action.measures.through
    link._default_manager.bulk_create(
        link(action_id=action.pk, measure_id=known[measure].pk)
        for action, one in zip(actions, draft.actions, strict=True)
        for measure in dict.fromkeys(one.measures)
    )
    return rows


def _write_updates(
    by: User | None, plan: Plan, draft: PlanDraft, actions: list[Action], as_at: date
) -> None:
    """One imported update for every action whose status or progress the plan prints."""
    entries = {row.code: row for row in LegendEntry.objects.filter(legend__plan=plan)}
    said = [
        (action, one)
        for action, one in zip(actions, draft.actions, strict=True)
        if one.status != Canonical.NOT_RATED or one.progress or one.status_words
    ]
    updates = ProgressUpdate.objects.bulk_create(
        ProgressUpdate(
            action=action,
            as_at=as_at,
            made_at=timezone.now(),
            author=by,
            author_label=str(by) if by else "The imported plan",
            source=Source.IMPORTED,
            canonical=one.status,
            what_happened=_progress(one),
            **_entry(one, entries),
        )
        for action, one in said
    )
    Completion.objects.bulk_create(
        _completion(update, one, as_at)
        for update, (_, one) in zip(updates, said, strict=True)
        if one.status == Canonical.COMPLETE
    )


def _entry(one: ActionDraft, entries: dict[str, LegendEntry]) -> dict[str, Any]:
    entry = entries.get(one.entry_code)
    if entry is None:
        return {"entry_label": one.status_words[:80]}
    return {"entry": entry, "entry_code": entry.code, "entry_label": entry.label}


def _progress(one: ActionDraft) -> str:
    """The progress as printed; a status that the legend does not know is kept in front of it."""
    unknown = one.status == Canonical.NOT_RATED and one.status_words not in ("", one.progress)
    return "\n".join(filter(None, (one.status_words if unknown else "", one.progress)))


def _completion(update: ProgressUpdate, one: ActionDraft, as_at: date) -> Completion:
    """Counted as complete without evidence, because the plan printed it so (imported=True)."""
    done = one.completed_on or as_at
    return Completion(
        action_id=update.action_id,
        update_claiming=update,
        completed_on=done,
        days_late=days_late(one.meaning.due, done) if one.completed_on else 0,
        imported=True,
        state=CompletionState.VERIFIED,
    )
