"""How the parts of reports stand, and which sentences of the record they still hold."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from narratives.models import Taken
from narratives.querysets import with_standings
from narratives.rules.facts import Fact
from narratives.rules.standing import Standing
from reporting.models import Report, Section


def standings_of(report: Report, day: date) -> dict[int, Standing]:
    """How each part of a report stands on a day, by the key of its row. One query."""
    rows = with_standings(Section.objects.filter(report=report), day)
    return {part.pk: now for part, now in rows}


def standing_of_part(part: Section, day: date) -> Standing:
    """The same of one part. One query."""
    [(_, now)] = with_standings(Section.objects.filter(pk=part.pk), day)
    return now


def outdated(part: Section, said: Collection[Fact]) -> list[Taken]:
    """Sentences of the record that stand word for word in a part's text, and that the record says
    no more. One query."""
    still = {one.sentence for one in said}
    rows = Taken.objects.filter(section=part).order_by("pk")
    last = {row.sentence: row for row in rows}
    return [row for row in last.values() if row.sentence not in still and row.sentence in part.body]
