"""What anybody may read without signing in: the public editions of reports that were issued.

Nothing else is read here. A plan and its progress are shown as the newest of them tells them, never
as they stand today.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import QuerySet
from django.utils.safestring import SafeString

from committees.models import Area
from committees.queries.logos import address_of
from documents.files.made import FORM
from documents.schema.content import SnapshotContent
from editions.models import EditionFile, ReportEdition
from editions.queries.records import content_of
from editions.queries.standing import Standing, standings
from handouts.screen import page
from jobs.enums import FileState

KEPT_FOR = 600  # seconds for which a page that was drawn is kept; see `printed`


@dataclass(frozen=True)
class Shelf:
    """An area with everything that was released for it, the newest first. `newest` is the one to
    rely on; None where all were withdrawn."""

    area: Area
    releases: Sequence[Standing]

    @property
    def newest(self) -> Standing | None:
        return next((row for row in self.releases if row.counts), None)


def shelves() -> list[Shelf]:
    """Every area for which anything was ever released, by name. Four queries."""
    by_area: dict[Area, list[Standing]] = {}
    for row in _told(_released()):
        by_area.setdefault(row.edition.area, []).append(row)
    return [Shelf(area, by_area[area]) for area in sorted(by_area, key=lambda one: one.name)]


def shelf(slug: str) -> Shelf | None:
    """What was released for an area; None where nothing was: whether an area is kept here at all
    is nobody's business then."""
    rows = _told(_released().filter(area__slug=slug))
    return Shelf(rows[0].edition.area, rows) if rows else None


def release(slug: str, pk: int) -> Standing | None:
    """One edition with what became of it; None where none was released."""
    rows = _told(_released().filter(area__slug=slug, pk=pk))
    return rows[0] if rows else None


def marked(mark: str) -> list[Standing]:
    """The editions whose pages have this mark at their foot: the beginning of their hash."""
    return _told(_released().filter(sha256__startswith=mark))


def files_of(edition: ReportEdition) -> Mapping[str, EditionFile]:
    """The documents of an edition that are ready, by their format."""
    return {row.format: row for row in edition.files.filter(state=FileState.READY)}


def record_of(edition: ReportEdition) -> SnapshotContent:
    """What an edition says, held against its hash. One query, since lists leave it where it is."""
    return content_of(edition)


def printed(edition: ReportEdition) -> SafeString:
    """An edition as HTML, kept for ten minutes once it was drawn.

    Whoever asks has looked first whether it still counts, and `forget` takes it away at once when
    it does not; so what is kept is never shown after that.
    """
    key = _key(edition)
    drawn = cache.get(key)
    if not isinstance(drawn, str):
        content = record_of(edition)
        logo_at = address_of(content, edition.area, "public_logo")
        drawn = str(page(content, edition.sha256, logo_at))
        cache.set(key, drawn, KEPT_FOR)
    return SafeString(drawn)  # the templates of the paper escaped every word of it


def forget(edition: ReportEdition) -> None:
    """Take what is kept of an edition that was withdrawn."""
    cache.delete(_key(edition))


def _key(edition: ReportEdition) -> str:
    return f"public-{edition.pk}-{edition.sha256}-{FORM}"


def _released() -> QuerySet[ReportEdition]:
    rows: QuerySet[ReportEdition] = ReportEdition.objects.public()
    joined = rows.select_related("area", "report__area", "report__plan")
    order = ("-report__as_of", "-report__version", "-number", "-pk")
    return joined.defer("content").order_by(*order)


def _told(rows: QuerySet[ReportEdition]) -> list[Standing]:
    editions = list(rows)
    became = standings(editions) if editions else {}
    return [became[row.pk] for row in editions]
