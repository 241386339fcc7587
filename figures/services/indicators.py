"""Writes to what is counted: indicators with their categories and links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from audit.services import keep, record
from audit.services.edits import after_last, edit, locked, raise_version
from committees.models import Area
from figures.enums import LinkKind, Unit
from figures.models import Category, Indicator, IndicatorLink
from figures.rules.bands import Band

# what gives every number its meaning: with other words here those that stand would be others
MEANING = ("unit", "timing", "frequency", "year_type", "starts")
STANDS = "Figures stand for this. Stop this indicator and add another one that counts otherwise."


@transaction.atomic
def add_indicator(
    *,
    by: User | None,
    area: Area,
    indicator: Indicator,
    categories: Sequence[Band] = (),
    links: Sequence[tuple[LinkKind, Indicator]] = (),
) -> Indicator:
    """Add `indicator`, which is not saved yet, as the last of its area's.

    Raises ValidationError by field for what a person can mend, a name that is taken among it.
    """
    locked(area)
    indicator.area = area
    indicator.position = after_last(area.indicators.all())
    _check(indicator)
    indicator.save()
    _write_categories(indicator, categories)
    for kind, to in links:
        _check_link(indicator, kind, to)
        IndicatorLink.objects.create(indicator=indicator, kind=kind, to=to)
    keep(by=by, row=indicator)
    record(by=by, verb="added indicator", target=indicator, area_id=area.pk)
    return indicator


@transaction.atomic
def edit_indicator(
    *,
    by: User | None,
    indicator: Indicator,
    expected: int,
    categories: Sequence[Band] | None = None,
    **values: Any,
) -> Indicator:
    """Change what an indicator says, and its `categories` where they are given.

    Raises EditConflict when it is not as `expected`, and ValidationError by field: once figures
    stand, what gives them their meaning stays (MEANING), and so do their categories.
    """
    locked(indicator.area)
    bands = {} if categories is None else _moved(indicator, categories)
    changes = edit(
        indicator, values, expected=expected, check=lambda row: _check(row, values), also=bands
    )
    if bands and categories is not None:
        _write_categories(indicator, categories)
    if changes:
        keep(by=by, row=indicator)
        record(
            by=by,
            verb="edited indicator",
            target=indicator,
            area_id=indicator.area_id,
            changes=_named(changes),
        )
    return indicator


@transaction.atomic
def stop_indicator(
    *, by: User | None, indicator: Indicator, expected: int, ends: date | None
) -> Indicator:
    """Say the last day for which figures are asked; None: it goes on. What stands stays."""
    locked(indicator.area)
    changes = edit(indicator, {"ends": ends}, expected=expected, check=_check)
    if changes:
        keep(by=by, row=indicator)
        verb = "stopped indicator" if ends else "took up indicator"
        record(by=by, verb=verb, target=indicator, area_id=indicator.area_id, changes=changes)
    return indicator


@transaction.atomic
def move_indicator(*, by: User | None, indicator: Indicator, expected: int, up: bool) -> Indicator:
    """Let an indicator change places with the one before it (`up`) or after it.

    Raises EditConflict when it is not as `expected`, so that a button pressed twice moves once.
    """
    locked(indicator.area)
    rows = list(Indicator.objects.filter(area=indicator.area_id).order_by("position", "pk"))
    here = next(n for n, row in enumerate(rows) if row.pk == indicator.pk)
    there = here + (-1 if up else 1)
    if not 0 <= there < len(rows):
        raise ValidationError("It stands at the end of the list already.")
    raise_version(rows[here], expected=expected)
    rows[here], rows[there] = rows[there], rows[here]
    for position, row in enumerate(rows, start=1):
        if row.position != position:
            Indicator.objects.filter(pk=row.pk).update(position=position)
            row.position = position
            keep(by=by, row=row)
    indicator.refresh_from_db()
    record(by=by, verb="moved indicator", target=indicator, area_id=indicator.area_id)
    return indicator


@transaction.atomic
def link_indicator(
    *, by: User | None, indicator: Indicator, kind: LinkKind, to: Indicator
) -> IndicatorLink:
    """Say how the numbers of `indicator` belong to another's.

    Raises ValidationError, at the other one, for what cannot be; what is linked so stays as it is.
    """
    locked(indicator.area)
    locked(indicator)
    standing = IndicatorLink.objects.filter(indicator=indicator, kind=kind, to=to).first()
    if standing:
        return standing
    _check_link(indicator, kind, to)
    link = IndicatorLink.objects.create(indicator=indicator, kind=kind, to=to)
    _note_link(by, "linked indicator", indicator, link)
    return link


@transaction.atomic
def unlink_indicator(*, by: User | None, link: IndicatorLink) -> None:
    """Take away what was said of two indicators' numbers. What was issued stays as it was."""
    link = locked(link, "indicator", "to")
    indicator = locked(link.indicator)
    link.delete()
    _note_link(by, "unlinked indicator", indicator, link)


def _note_link(by: User | None, verb: str, indicator: Indicator, link: IndicatorLink) -> None:
    keep(by=by, row=indicator)
    said = LinkKind(link.kind).label
    changes = {"link": f"{said} {link.to}"}
    record(by=by, verb=verb, target=indicator, area_id=indicator.area_id, changes=changes)


def _check_link(indicator: Indicator, kind: LinkKind, to: Indicator) -> None:
    if to.area_id != indicator.area_id:
        raise ValueError("An indicator is linked to others of its own area only")
    if to.pk == indicator.pk:
        raise ValidationError({"to": "Choose another indicator than this one."})
    if IndicatorLink.objects.filter(indicator=to, kind=kind, to=indicator).exists():
        raise ValidationError({"to": "The other one is linked to this one in that way already."})
    if kind != LinkKind.DENOMINATOR and Unit.COUNT not in (indicator.unit, to.unit):
        raise ValidationError({"to": "Only numbers add up. Neither of these is a number."})


def _check(indicator: Indicator, values: dict[str, Any] | None = None) -> None:
    """What has to be true of an indicator, each fault beside its field."""
    faults = {**_turned_round(indicator), **_other_meaning(indicator, values or {})}
    share = indicator.unit != Unit.COUNT
    if share and not indicator.denominator.strip():
        faults["denominator"] = "Say out of whom or what: a share has a denominator."
    elif not share and indicator.denominator.strip():
        faults["denominator"] = "A number is not divided by anything. Leave this empty."
    if indicator.ends and indicator.ends < indicator.starts:
        faults["ends"] = "This is before the day on which it begins."
    same = Indicator.objects.filter(area=indicator.area, name=indicator.name)
    if same.exclude(pk=indicator.pk).exists():
        faults["name"] = "There is an indicator of this name already."
    if indicator.post and indicator.post.area_id != indicator.area_id:
        raise ValueError("A post gives figures of its own area only")
    if faults:
        raise ValidationError(faults)
    indicator.full_clean(exclude=["position", "area"], validate_constraints=False)


def _turned_round(indicator: Indicator) -> dict[str, str]:
    pairs = {
        "numerator_age_to": (indicator.numerator_age_from, indicator.numerator_age_to),
        "denominator_age_to": (indicator.denominator_age_from, indicator.denominator_age_to),
    }
    return {
        name: f"The ages are turned round: {last} is less than {first}."
        for name, (first, last) in pairs.items()
        if first is not None and last is not None and last < first
    }


def _other_meaning(indicator: Indicator, values: dict[str, Any]) -> dict[str, str]:
    """Which of MEANING would change under numbers that stand. A first day may move back."""
    before = Indicator.objects.filter(pk=indicator.pk).values(*MEANING).first()
    if before is None or not indicator.observations.exists():
        return {}
    moved = [name for name in MEANING if name in values and values[name] != before[name]]
    if "starts" in moved and indicator.starts < before["starts"]:
        moved.remove("starts")
    return dict.fromkeys(moved, STANDS)


def _moved(indicator: Indicator, bands: Sequence[Band]) -> dict[str, Any]:
    """What changes among the categories, before and after; nothing where they stand so already."""
    before = [
        (row.label, row.parent.label if row.parent else "")
        for row in indicator.categories.select_related("parent").order_by("position", "pk")
    ]
    after = [(band.label.strip(), above) for band, above in _flat(bands)]
    if before == after:
        return {}
    return {"categories": [[label for label, _ in rows] for rows in (before, after)]}


def _flat(bands: Sequence[Band], above: str = "") -> Iterator[tuple[Band, str]]:
    for band in bands:
        yield band, above
        yield from _flat(band.parts, band.label.strip())


def _write_categories(indicator: Indicator, bands: Sequence[Band]) -> None:
    """Let the categories be `bands`. A label that stays keeps its row, and with it its figures."""
    wanted = [(band.label.strip(), above) for band, above in _flat(bands)]
    labels = [label for label, _ in wanted]
    if twice := next((label for label in labels if labels.count(label) > 1), ""):
        raise ValidationError({"categories": f"“{twice}” stands here twice."})
    if wanted and not indicator.breakdown.strip():
        raise ValidationError({"breakdown": "Say what the categories are, for example Age band."})
    rows = {row.label: row for row in indicator.categories.all()}
    for position, (label, above) in enumerate(wanted, start=1):
        row = rows.get(label) or Category(indicator=indicator, label=label)
        row.position, row.parent = position, rows.get(above)
        row.full_clean(exclude=["indicator", "parent"])
        row.save()
        rows[label] = row
    _remove([row for label, row in rows.items() if label not in labels])


def _remove(rows: Sequence[Category]) -> None:
    """Those that have no figures go; of one that has, ValidationError."""
    for row in sorted(rows, key=lambda row: -row.position):
        if row.observations.exists() or row.benchmarks.exists():
            said = f"“{row.label}” has figures. It cannot be taken away or renamed."
            raise ValidationError({"categories": said})
        row.delete()


def _named(changes: dict[str, Any]) -> dict[str, Any]:
    """The same with a post by its title."""
    return {
        name: [str(one) if name in ("post", "set") and one else one for one in pair]
        for name, pair in changes.items()
    }
