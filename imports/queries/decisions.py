"""What was decided in an area that words of a plan mean: the last decision on each holds."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from committees.models import Area
from committees.queries.names import Names, names_in
from committees.rules.lead_words import lead_key
from imports.enums import Subject
from imports.models import ImportDecision
from imports.rules.leads.joins import Target
from imports.rules.words.meanings import day_of
from imports.rules.words.spoken import spoken
from timescales.days import Period


def remembered(area: Area, period: Period) -> dict[str, Any]:
    """What holds of them for a plan of `period`, as a draft keeps it (`ImportDraft.mapping`).

    A day counts only where it lies in the period: "summer term" is another day in the next plan. A
    lead's post or group counts while it stands.
    """
    held = ImportDecision.objects.held_in(area)
    words: dict[str, dict[str, str]] = {}
    leads: dict[str, str] = {}
    names = names_in(area) if any(subject == Subject.LEAD for subject, _ in held) else None
    for (subject, key), row in held.items():
        day = day_of(row.value)
        if subject == Subject.LEAD and names:
            value = by_key(row.value, names)
            leads |= {key: value} if value else {}
        elif row.value and (not day or period.start <= day <= period.end):
            words.setdefault(subject.value, {})[key] = row.value
    return {**({"words": words} if words else {}), **({"leads": leads} if leads else {})}


def by_name(value: str, names: Names) -> str:
    """A lead's value with the name of its post or group in place of its key; empty when gone."""
    target, _, pk = value.partition(":")
    rows = _rows(target, names)
    if rows is None:
        return value
    row = next((row for row in rows.values() if str(row.pk) == pk), None)
    return f"{target}:{row.name}" if row else ""


def by_key(value: str, names: Names) -> str:
    """The same the other way round."""
    target, _, name = value.partition(":")
    rows = _rows(target, names)
    if rows is None:
        return value
    row = rows.get(lead_key(name))
    return f"{target}:{row.pk}" if row else ""


def _rows(target: str, names: Names) -> Mapping[str, Any] | None:
    return {Target.POST.value: names.posts, Target.GROUP.value: names.groups}.get(target)


class Remembered(NamedTuple):
    """A decision that holds, with what it says in plain words."""

    row: ImportDecision
    meaning: str


def remembered_by_subject(area: Area) -> list[tuple[str, list[Remembered]]]:
    """What holds in an area, by what it is about; the newest first. One query."""
    held: dict[Subject, list[Remembered]] = {}
    for (subject, _), row in ImportDecision.objects.held_in(area).items():
        if row.value:
            held.setdefault(subject, []).append(Remembered(row, spoken(subject, row.value)))
    return [
        (str(subject.label), sorted(held[subject], key=lambda one: -one.row.pk))
        for subject in Subject
        if subject in held
    ]
