"""Writes to a plan's own text: the plan, its levels, headings and legend."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from audit.services import keep, keep_all, record
from audit.services.edits import after_last, edit, locked, raise_version, save_unless_taken
from committees.models import Area, Body
from plans.enums import LevelRole, PlanState
from plans.models import Heading, Legend, LegendEntry, Level, Plan
from plans.queries import themes_of
from plans.rules.calendar import in_words
from plans.rules.legends import PRESETS, Preset
from plans.rules.levels import LevelSpec
from plans.services.versions import require_review

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
    predecessor: Plan | None = None,
    **text: str,
) -> Plan:
    """Make a draft plan with its levels and its own legend, or one of the presets by its name
    (`plans.rules.legends.PRESETS`).

    `text` may give vision, context_above, introduction and ongoing_name. Raises ValidationError
    when the title stands already in the area or the period ends before it starts, ValueError for a
    legend that is not known.
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
        predecessor=predecessor,
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
    require_review(plan)
    _edit(by=by, row=plan, expected=expected, area_id=plan.area_id, values=values)
    return plan


@transaction.atomic
def edit_heading(*, by: User, heading: Heading, expected: int, **values: Any) -> Heading:
    """Change a heading's number, text, vision or context. Raises EditConflict as `edit_plan`."""
    require_review(heading.plan)
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
    require_review(locked(plan))
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
def set_calendar(
    *,
    by: User,
    plan: Plan,
    expected: int,
    quarters: Mapping[int, str],
    on: date | None = None,
) -> Plan:
    """Say in which quarters of the plan's year a report tells of each theme: "13" by its key; `on`
    is the day from which it is so, where that lies before today.

    No theme with any: there is no calendar, and every report tells of all. Raises ValidationError
    where some have quarters and some have none, EditConflict as `edit_plan`.
    """
    now, themes = locked(plan), themes_of(plan)
    wanted = {row.pk: quarters.get(row.pk, "") for row in themes}
    if any(wanted.values()) and not all(wanted.values()):
        missing = [row.title for row in themes if not wanted[row.pk]]
        raise ValidationError(f"No report would tell of “{missing[0]}”. Choose its quarters.")
    changed = [row for row in themes if row.quarters != wanted[row.pk]]
    if not changed:
        return now
    raise_version(plan, expected=expected)
    changes = {str(row): [in_words(row.quarters), in_words(wanted[row.pk])] for row in changed}
    for row in changed:
        row.quarters = wanted[row.pk]
        row.save(update_fields=["quarters"])
        keep(by=by, row=row, on=on)
    record(
        by=by, verb="changed calendar of themes", target=plan, area_id=plan.area_id, changes=changes
    )
    return plan


@transaction.atomic
def edit_level(*, by: User, level: Level, expected: int, **values: Any) -> Level:
    """Change the committee's own name for a level, its role or its numbering. Raises EditConflict
    as `edit_plan`."""
    require_review(level.plan)
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
    require_review(locked(plan))
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
    require_review(locked(level.plan))
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
    require_review(locked(plan))
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
    require_review(entry.legend.plan)
    area_id = entry.legend.plan.area_id
    values = {"label": label, "definition": definition}
    _edit(by=by, row=entry, expected=expected, area_id=area_id, values=values)
    return entry


def _edit(*, by: User, row: Any, expected: int, area_id: int, values: dict[str, Any]) -> None:
    changes = edit(row, values, expected=expected, check=_check_row)
    if changes:
        keep(by=by, row=row)
        verb = VERBS.get(type(row), f"edited {row._meta.verbose_name}")
        record(by=by, verb=verb, target=row, area_id=area_id, changes=changes)


def _check_row(row: Any) -> None:
    row.full_clean(exclude=["row_version"])


def _name_plan(plan: Plan) -> None:
    """Give a new plan an address of its own, and refuse a title that stands in the area."""
    if Plan.objects.standing().filter(area=plan.area_id, title__iexact=plan.title).exists():
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
    """From when a new part of `plan` counts: a draft's from the beginning, else from today. What is
    added to a draft that was agreed before did not stand on the days of then."""
    drafted = plan.state == PlanState.DRAFT and not plan.sign_offs.exists()
    return None if drafted else timezone.localdate()


def _free_slug(area: Area, title: str) -> str:
    stem = slugify(f"{area.slug} {title}")[:100].strip("-")
    taken = set(Plan.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    candidates: Iterable[str] = (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3)))
    return next(slug for slug in candidates if slug not in taken)
