"""Writes that bring in many indicators at once: the default catalogue, a published set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from audit.enums import Kind
from audit.models import Version
from audit.services import record
from audit.services.edits import locked
from catalogue.rules.entries import Entry, SetFile
from catalogue.rules.nations import CATALOGUES, EDITION, NAMES, SOURCE
from committees.models import Area
from figures.enums import LinkKind
from figures.models import Indicator, IndicatorLink, IndicatorSet
from figures.services.indicators import add_indicator, edit_indicator, link_indicator

NO_CATALOGUE = (
    "There is no default catalogue for this nation yet. Bring a published set in: take the empty "
    "frame, and fill it in."
)
DATED = date(2026, 11, 28)


@dataclass(frozen=True)
class TakenIn:
    """What an installation or an import did: names of what is new, what each change was in words,
    names of what an earlier edition had and this one has not."""

    added: Sequence[str] = ()
    changed: Sequence[tuple[str, Sequence[str]]] = ()
    gone: Sequence[str] = ()
    same: bool = field(default=False)

    @property
    def words(self) -> str:
        if self.same:
            return "All of it is here already. Nothing was changed."
        parts = [f"{len(self.added)} new", f"{len(self.changed)} changed"]
        if self.gone:
            parts.append(f"{len(self.gone)} no longer in it")
        return f"Indicators: {', '.join(parts)}."

    @property
    def sentences(self) -> list[str]:
        """All that was brought, by name."""
        lines = [self.words]
        if self.added:
            lines.append(f"New: {', '.join(self.added)}.")
        lines += [f"“{name}” says otherwise: {', '.join(said)}." for name, said in self.changed]
        if self.gone:
            lines.append(f"No longer in it: {', '.join(self.gone)}. Stop those that nobody needs.")
        return lines


@transaction.atomic
def install_catalogue(*, by: User | None, area: Area, nation: str, starts: date) -> TakenIn:
    """Add the default catalogue of a nation to an area, asked for from the day `starts`.

    What was ever here under the catalogue's name is not added again: it may have been renamed,
    renumbered or stopped since. Raises ValidationError for a nation without a catalogue.
    """
    if nation not in CATALOGUES:
        raise ValidationError(NO_CATALOGUE)
    locked(area)
    known = _names_ever(area)
    entries = [entry for entry in CATALOGUES[nation] if entry.name not in known]
    if not entries:
        return TakenIn(same=True)
    of = _edition(area, NAMES[nation], EDITION, DATED, SOURCE)
    rows = {entry.name: _add(by, area, of, entry, starts) for entry in entries}
    _link(by, area, entries)
    record(
        by=by,
        verb="installed catalogue",
        target=of,
        area_id=area.pk,
        changes={"indicators": list(rows)},
    )
    return TakenIn(added=list(rows))


@transaction.atomic
def take_in_set(*, by: User | None, area: Area, sent: SetFile, starts: date) -> TakenIn:
    """Bring in an edition of a published set: what is new is added, what is said otherwise is
    changed, each in its versions; what it no longer has is told and stays.

    The same edition once more changes nothing. Raises ValidationError, in words, for what cannot
    be: nothing is written then.
    """
    locked(area)
    sets = IndicatorSet.objects.filter(area=area, name=sent.name)
    if sets.filter(edition=sent.edition).exists():
        return TakenIn(same=True)
    if later := sets.filter(dated__gt=sent.dated).order_by("-dated").first():
        raise ValidationError(f"{later} is here already, and is newer than this one.")
    standing = {
        row.name: row
        for row in Indicator.objects.filter(area=area, set__in=sets).select_related("area", "set")
    }
    others = set(
        Indicator.objects.filter(area=area)
        .exclude(pk__in=[row.pk for row in standing.values()])
        .values_list("name", flat=True)
    )
    if taken := next((entry.name for entry in sent.entries if entry.name in others), ""):
        raise ValidationError(f"“{taken}” is here already and is not of this set. Rename it first.")
    of = _edition(area, sent.name, sent.edition, sent.dated, sent.source)
    added, changed = [], []
    for entry in sent.entries:
        if entry.name not in standing:
            _add(by, area, of, entry, starts)
            added.append(entry.name)
        elif said := _change(by, of, standing[entry.name], entry):
            changed.append((entry.name, said))
    names = {entry.name for entry in sent.entries}
    gone = [name for name in standing if name not in names]
    changes = {"added": added, "changed": [name for name, _ in changed], "gone": gone}
    record(by=by, verb="took in indicator set", target=of, area_id=area.pk, changes=changes)
    return TakenIn(added, changed, gone)


def _names_ever(area: Area) -> set[str]:
    """Every name that an indicator of the area has or had."""
    states = Version.objects.filter(kind=Kind.INDICATOR, area_id=area.pk)
    there = set(area.indicators.values_list("name", flat=True))
    return there | {str(state.get("name")) for state in states.values_list("state", flat=True)}


def _edition(area: Area, name: str, edition: str, dated: date, source: str) -> IndicatorSet:
    values = {"dated": dated, "source": source}
    row = IndicatorSet(area=area, name=name, edition=edition, **values)
    row.full_clean(exclude=["area"], validate_unique=False, validate_constraints=False)
    return IndicatorSet.objects.get_or_create(
        area=area, name=name, edition=edition, defaults=values
    )[0]


def _add(by: User | None, area: Area, of: IndicatorSet, entry: Entry, starts: date) -> Indicator:
    columns: dict[str, Any] = dict(entry.columns())
    indicator = Indicator(**columns, set=of, starts=starts)
    try:
        return add_indicator(by=by, area=area, indicator=indicator, categories=entry.categories)
    except ValidationError as refusal:
        raise ValidationError(f"{entry.name}: {' '.join(refusal.messages)}") from refusal


def _change(by: User | None, of: IndicatorSet, indicator: Indicator, entry: Entry) -> Sequence[str]:
    """What this edition says otherwise, in words; it is written."""
    columns: dict[str, Any] = dict(entry.columns())
    said = [
        _field(name)
        for name, value in columns.items()
        if name != "set" and getattr(indicator, name) != value
    ]
    before = [row.label for row in indicator.categories.order_by("position", "pk")]
    if before != list(_labels(entry)):
        said.append("categories")
    try:
        edit_indicator(
            by=by,
            indicator=indicator,
            expected=indicator.row_version,
            categories=entry.categories,
            **columns,
            set=of,
        )
    except ValidationError as refusal:
        raise ValidationError(f"{entry.name}: {' '.join(refusal.messages)}") from refusal
    return said


def _labels(entry: Entry) -> Iterable[str]:
    def under(bands: Sequence[Any]) -> Iterable[str]:
        for band in bands:
            yield band.label
            yield from under(band.parts)

    return under(entry.categories)


def _field(name: str) -> str:
    field: Any = Indicator._meta.get_field(name)
    return str(field.verbose_name)


def _link(by: User | None, area: Area, entries: Sequence[Entry]) -> None:
    rows = {row.name: row for row in Indicator.objects.filter(area=area).select_related("area")}
    for entry in entries:
        for kind, to in entry.links:
            if to in rows and not _linked(rows[entry.name], kind, rows[to]):
                link_indicator(by=by, indicator=rows[entry.name], kind=kind, to=rows[to])


def _linked(indicator: Indicator, kind: LinkKind, to: Indicator) -> bool:
    return IndicatorLink.objects.filter(indicator=indicator, kind=kind, to=to).exists()
