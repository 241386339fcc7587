"""Writes to a plan's own text: the plan, its levels, headings, legend and sign-off."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from audit.services import keep, keep_all, record
from audit.services.edits import after_last, edit, locked, save_unless_taken
from committees.models import Area, Body
from plans.enums import Decision, LevelRole, PlanState
from plans.models import Heading, Legend, LegendEntry, Level, Plan, PlanVersion, SignOff
from plans.queries import plan_text
from plans.rules.legends import PRESETS, Preset
from plans.rules.levels import LevelSpec
from plans.rules.lifecycle import next_state
from timescales.date_format import long_day

STATE_LABELS = dict(PlanState.choices)
VERBS = {LegendEntry: "edited legend"}


@transaction.atomic
def create_plan(
    *,
    by: User | None,
    area: Area,
    title: str,
    period_start: date,
    period_end: date,
    legend: str | Preset,
    levels: Sequence[LevelSpec] = (),
    body: Body | None = None,
    **text: str,
) -> Plan:
    """Make a draft plan with its levels and its own legend, or one of the presets by its name
    (`plans.rules.legends.PRESETS`).

    `text` may give vision, introduction and ongoing_name. Raises ValidationError when the title
    stands already in the area or the period ends before it starts, ValueError for a legend that
    is not known.
    """
    if isinstance(legend, str) and legend not in PRESETS:
        raise ValueError(f"No legend is called {legend!r}")
    locked(area)
    plan = Plan(
        area=area,
        body=body,
        title=title.strip(),
        period_start=period_start,
        period_end=period_end,
        **text,
    )
    save_unless_taken(plan, _name_plan)
    made = Level.objects.bulk_create(
        Level(plan=plan, position=position, **spec._asdict())
        for position, spec in enumerate(levels, start=1)
    )
    keep_all(
        by=by,
        rows=[
            plan,
            *made,
            *_write_legend(plan, PRESETS[legend] if isinstance(legend, str) else legend),
        ],
    )
    record(by=by, verb="created plan", target=plan, area_id=area.pk, changes={"title": plan.title})
    return plan


@transaction.atomic
def edit_plan(*, by: User, plan: Plan, expected: int, **values: Any) -> Plan:
    """Change a plan's own words or period. Raises EditConflict unless it is at `expected`."""
    _edit(by=by, row=plan, expected=expected, area_id=plan.area_id, values=values)
    return plan


@transaction.atomic
def edit_heading(*, by: User, heading: Heading, expected: int, **values: Any) -> Heading:
    """Change a heading's number, text, vision or context. Raises EditConflict as `edit_plan`."""
    area_id = heading.plan.area_id
    _edit(by=by, row=heading, expected=expected, area_id=area_id, values=values)
    return heading


@transaction.atomic
def add_heading(
    *,
    by: User | None,
    plan: Plan,
    level: Level,
    text: str,
    number: str = "",
    parent: Heading | None = None,
    vision: str = "",
    context: str = "",
) -> Heading:
    """Put a heading last under `parent`.

    Raises ValidationError when level and parent misfit, and for the same heading once more.
    """
    _check_place(plan, level, parent)
    locked(plan)
    if Heading.objects.filter(plan=plan, parent=parent, number=number, text=text).exists():
        raise ValidationError({"text": "This stands in the plan already, in the same place."})
    heading = Heading(
        plan=plan,
        level=level,
        parent=parent,
        number=number,
        text=text,
        vision=vision,
        context=context,
        position=after_last(Heading.objects.filter(plan=plan)),
    )
    heading.full_clean()
    heading.save()
    keep(by=by, row=heading, since=since(plan))
    record(by=by, verb="added heading", target=heading, area_id=plan.area_id)
    return heading


@transaction.atomic
def remove_heading(*, by: User, heading: Heading) -> None:
    """Take a heading out of a draft plan. Raises ValidationError when something hangs from it."""
    if locked(heading.plan).state != PlanState.DRAFT:
        raise ValidationError("Headings can be removed only while the plan is a draft.")
    if heading.children.exists() or heading.actions.exists():
        raise ValidationError("Move or withdraw what stands under this heading first.")
    heading = locked(heading, "plan")
    record(by=by, verb="removed heading", target=heading, area_id=heading.plan.area_id)
    keep(by=by, row=heading, removed=True)
    outcomes = list(heading.high_level_outcomes.all())
    heading.delete()
    for outcome in outcomes:
        keep(by=by, row=outcome)


@transaction.atomic
def edit_level(*, by: User, level: Level, expected: int, **values: Any) -> Level:
    """Change the committee's own name for a level, its role or its numbering. Raises EditConflict
    as `edit_plan`."""
    _edit(by=by, row=level, expected=expected, area_id=level.plan.area_id, values=values)
    return level


@transaction.atomic
def add_level(
    *,
    by: User | None,
    plan: Plan,
    singular: str,
    plural: str,
    role: LevelRole,
    numbered: bool = True,
    above: Level | None = None,
) -> Level:
    """A level more, above the level `above` or below all. What stands in the plan keeps its level.

    Raises ValidationError for a name that a level of the plan has already.
    """
    locked(plan)
    levels = list(Level.objects.filter(plan=plan).order_by("-position"))
    if any(singular.casefold() == level.singular.casefold() for level in levels):
        raise ValidationError({"singular": f"This plan has a level called {singular} already."})
    if above and above not in levels:
        raise ValueError("A level stands above one of its own plan")
    place = above.position if above else after_last(Level.objects.filter(plan=plan))
    for lower in levels:
        if lower.position >= place:
            lower.position += 1
            lower.save(update_fields=["position"])
            keep(by=by, row=lower)
    level = Level(
        plan=plan, position=place, singular=singular, plural=plural, role=role, numbered=numbered
    )
    level.full_clean()
    level.save()
    keep(by=by, row=level, since=since(plan))
    record(by=by, verb="added level", target=level, area_id=plan.area_id)
    return level


@transaction.atomic
def remove_level(*, by: User, level: Level) -> None:
    """Take out a level on which nothing stands; ValidationError where something does."""
    level = locked(level, "plan")
    locked(level.plan)
    if level.headings.exists():
        raise ValidationError(f"{level.plural} stand in the plan, so the level stays.")
    record(by=by, verb="removed level", target=level, area_id=level.plan.area_id)
    keep(by=by, row=level, removed=True)
    level.delete()


@transaction.atomic
def add_legend_entry(*, by: User | None, plan: Plan, **words: str) -> LegendEntry:
    """A status more, last in the plan's legend: code, label, definition, colour, symbol and the
    canonical state behind it.

    Raises ValidationError beside its field for a code that stands there already.
    """
    locked(plan)
    legend = Legend.objects.get(plan=plan)
    if legend.entries.filter(code__iexact=words["code"]).exists():
        raise ValidationError({"code": f"The legend has an entry {words['code']} already."})
    entry = LegendEntry(legend=legend, position=after_last(legend.entries.all()), **words)
    entry.full_clean()
    entry.save()
    keep(by=by, row=entry, since=since(plan))
    record(by=by, verb="added to legend", target=entry, area_id=plan.area_id)
    return entry


@transaction.atomic
def edit_legend_entry(
    *, by: User, entry: LegendEntry, expected: int, label: str, definition: str
) -> LegendEntry:
    """Change a legend entry's words. What was said under it keeps the words of its moment.
    Raises EditConflict as `edit_plan`."""
    area_id = entry.legend.plan.area_id
    values = {"label": label, "definition": definition}
    _edit(by=by, row=entry, expected=expected, area_id=area_id, values=values)
    return entry


@transaction.atomic
def decide_on_plan(
    *, by: User | None, plan: Plan, decision: Decision, decided_by: str, on: date, note: str = ""
) -> SignOff:
    """Record that a plan was agreed, published, reopened or closed, and keep its text of that day.

    Raises ValidationError when the move is not allowed from its state (plans.rules.lifecycle).
    """
    current = locked(plan)
    if twice := _same_decision(plan, decision, decided_by=decided_by, on=on, note=note):
        return twice
    state = next_state(PlanState(current.state), decision)
    if state is None:
        label = STATE_LABELS[PlanState(current.state)].lower()
        raise ValidationError(f"A plan that is {label} cannot be {decision.label.lower()}.")
    plan.state = current.state = state
    current.save(update_fields=["state"])
    keep(by=by, row=current, on=on)
    if decision in (Decision.AGREED, Decision.PUBLISHED):
        _keep_version(current, label=f"{decision.label} {long_day(on)}", dated=on)
    sign_off = SignOff.objects.create(
        plan=plan, decision=decision, decided_by=decided_by, decided_on=on, note=note
    )
    record(by=by, verb=f"recorded plan {decision.value}", target=plan, area_id=plan.area_id)
    return sign_off


@transaction.atomic
def keep_version(*, by: User, plan: Plan, label: str, dated: date) -> PlanVersion:
    """Keep the plan's text as a new dated version ("Reviewed and updated November 2023").

    The same name and date for the same text (a button pressed twice) is the version that is kept.
    """
    plan = locked(plan, "area")
    last = plan.versions.last()
    if last and (last.label, last.dated) == (label, dated) and last.content == plan_text(plan):
        return last
    version = _keep_version(plan, label=label, dated=dated)
    record(by=by, verb="kept plan version", target=version, area_id=plan.area_id)
    return version


def _keep_version(plan: Plan, *, label: str, dated: date) -> PlanVersion:
    number = after_last(PlanVersion.objects.filter(plan=plan), "number")
    return PlanVersion.objects.create(
        plan=plan, number=number, label=label, dated=dated, content=plan_text(plan)
    )


def _edit(*, by: User, row: Any, expected: int, area_id: int, values: dict[str, Any]) -> None:
    changes = edit(row, values, expected=expected, check=_check_row)
    if changes:
        keep(by=by, row=row)
        verb = VERBS.get(type(row), f"edited {row._meta.verbose_name}")
        record(by=by, verb=verb, target=row, area_id=area_id, changes=changes)


def _check_row(row: Any) -> None:
    row.full_clean(exclude=["row_version"])


def _same_decision(
    plan: Plan, decision: Decision, *, decided_by: str, on: date, note: str
) -> SignOff | None:
    """The plan's last decision where it is this very one: a button pressed twice."""
    last = plan.sign_offs.order_by("pk").last()
    said = (decision, decided_by, on, note)
    same = last and (last.decision, last.decided_by, last.decided_on, last.note) == said
    return last if same else None


def _name_plan(plan: Plan) -> None:
    """Give a new plan an address of its own, and refuse a title that stands in the area."""
    if Plan.objects.filter(area=plan.area_id, title__iexact=plan.title).exists():
        raise ValidationError({"title": "This area has a plan of that title already."})
    plan.slug = _free_slug(plan.area, plan.title)
    plan.full_clean()


def _check_place(plan: Plan, level: Level, parent: Heading | None) -> None:
    if level.plan_id != plan.pk or (parent and parent.plan_id != plan.pk):
        raise ValueError("A heading's level and parent belong to its own plan")
    if parent and parent.level.position >= level.position:
        raise ValidationError(f"A {level.singular} cannot stand under a {parent.level.singular}.")


def _write_legend(plan: Plan, preset: Preset) -> list[Legend | LegendEntry]:
    legend = Legend.objects.create(plan=plan, basis=preset.basis)
    entries = LegendEntry.objects.bulk_create(
        LegendEntry(legend=legend, position=position, **entry._asdict())
        for position, entry in enumerate(preset.entries, start=1)
    )
    return [legend, *entries]


def since(plan: Plan) -> date | None:
    """From when a new part of `plan` counts: a draft's from the beginning, else from today."""
    return None if plan.state == PlanState.DRAFT else timezone.localdate()


def _free_slug(area: Area, title: str) -> str:
    stem = slugify(f"{area.slug} {title}")[:100].strip("-")
    taken = set(Plan.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    candidates: Iterable[str] = (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3)))
    return next(slug for slug in candidates if slug not in taken)
