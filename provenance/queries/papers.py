"""Which report a paper in somebody's hand belongs to, as far as they may read reports.

A file is known by its bytes, a page by the mark at its foot. Whoever may not read a report learns
nothing of it: their answer is that nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate

from audit.models import Event
from audit.rules.chain import REMOVED
from committees.querysets import Actor
from editions.enums import EditionFormat
from editions.models import EditionFile, ReportEdition
from editions.queries.standing import Standing, standings
from editions.rules import standing as editions
from provenance.rules.standing import NEVER, Version, Worth, standing, worth_of
from reporting.enums import TOOK_PAPER, FileFormat
from reporting.models import Download, Report, ReportFile, Snapshot
from timescales.date_format import long_day


@dataclass(frozen=True)
class Match:
    """A report to which a paper belongs: what the paper is, and what became of the report."""

    report: Report
    what: str
    told: Sequence[str]
    worth: Worth
    edition: ReportEdition | None = None


def known_file(sha256: str, user: Actor | None = None) -> list[Match]:
    """The reports of which a document, or a paper made from them, has these bytes: those that
    `user` reads, all for whoever runs the site."""
    named: dict[int, str] = {}
    for report, kind in Download.objects.filter(sha256=sha256).values_list("report", "format"):
        named[report] = f"{_named(kind)} of this report, as somebody took it"
    for report, kind in ReportFile.objects.filter(sha256=sha256).values_list("report", "format"):
        named[report] = f"{_named(kind)} of this report"
    taken = Event.objects.filter(verb=TOOK_PAPER, changes__sha256=sha256).order_by("pk")
    for event in taken:
        if event.target_id is not None and event.target_id not in named:
            named[event.target_id] = _taken(event)
    files = EditionFile.objects.filter(sha256=sha256).values_list("edition", "format")
    of = {key: f"The {EditionFormat(kind).label} file of it" for key, kind in files}
    return [*_matches(named, user), *_of_editions(of, user)]


def known_mark(mark: str, user: Actor | None = None) -> list[Match]:
    """The reports whose pages have this mark at their foot: the beginning of the hash of what they
    were made from, also after words were taken out of it."""
    after = Event.objects.filter(
        verb=REMOVED,
        target_type=Snapshot._meta.label_lower,
        changes__sha256__startswith=mark,
    )
    frozen = Snapshot.objects.filter(
        Q(sha256__startswith=mark) | Q(pk__in=after.values("target_id"))
    )
    reports = Report.objects.filter(snapshot__in=frozen).values_list("pk", flat=True)
    told = ReportEdition.objects.filter(sha256__startswith=mark).values_list("pk", flat=True)
    return [
        *_matches(dict.fromkeys(reports, "A page of this report"), user),
        *_of_editions(dict.fromkeys(told, "A page of it"), user),
    ]


def _named(kind: str) -> str:
    return f"The {FileFormat(kind).label} file"


def _taken(event: Event) -> str:
    """A short paper, which is made when somebody asks for it."""
    changes: Mapping[str, Any] = event.changes
    of = f" ({changes['of']})" if changes.get("of") else ""
    by = f"{event.actor_label} on {long_day(localdate(event.at))}"
    return f"{str(changes['paper']).capitalize()}{of}, made from this report for {by}"


def _matches(named: Mapping[int, str], user: Actor | None) -> list[Match]:
    rows = Report.objects.filter(pk__in=named)
    if user is not None:
        rows = rows.visible_to(user)
    reports = list(rows.select_related("area", "plan").order_by("area", "as_of", "pk"))
    replaced: Mapping[int, Report] = Report.objects.replaced(reports)
    versions = _versions([*reports, *replaced.values()])
    matches = []
    for row in reports:
        after = replaced.get(row.pk)
        pair = versions[row.pk], versions[after.pk] if after else None
        matches.append(Match(row, named[row.pk], standing(*pair), worth_of(*pair)))
    return matches


def _of_editions(named: Mapping[int, str], user: Actor | None) -> list[Match]:
    """Editions for members and the public, each recognised by itself."""
    rows = ReportEdition.objects.filter(pk__in=named)
    if user is not None:
        rows = rows.visible_to(user)
    known = list(rows.select_related("report__plan", "area", "issued_by").order_by("pk"))
    became = standings(known) if known else {}
    return [
        Match(
            report=row.report,
            what=f"{row.name} {row.number}. {named[row.pk]}",
            told=list(_became(became[row.pk])),
            worth=WORTH[became[row.pk].worth],
            edition=row,
        )
        for row in known
    ]


WORTH: Mapping[editions.Worth, Worth] = {
    editions.Worth.NOT_ISSUED: Worth.NOT_ISSUED,
    editions.Worth.COUNTS: Worth.COUNTS,
    editions.Worth.REPLACED: Worth.REPLACED,
    editions.Worth.SUPERSEDED: Worth.REPLACED,
    editions.Worth.WITHDRAWN: Worth.WITHDRAWN,
}


def _became(row: Standing) -> Iterator[str]:
    """Whether an edition was issued, and what became of it, in sentences."""
    edition = row.edition
    if edition.issued_at is None:
        yield f"{edition.get_state_display()}. {NEVER}"
        return
    by = f" by {edition.issued_by}" if edition.issued_by else ""
    to = edition.get_audience_display().lower()
    yield f"It was issued to {to}{by} on {long_day(localdate(edition.issued_at))}."
    if row.gone:
        gone = edition.ended_at or edition.report.withdrawn_at
        yield f"It was withdrawn on {long_day(localdate(gone))}. Please destroy every copy of it."
        if edition.reason:
            yield f"Why: {edition.reason}"
    if row.after:
        yield f"{row.after.name} {row.after.number} took its place."
    elif row.report_after:
        yield f"Version {row.report_after.version} of the report replaced what it was made from."
    elif row.counts:
        yield "It is the edition that counts."


def _versions(reports: Iterable[Report]) -> dict[int, Version]:
    """Whole rows: what followed a version was loaded with little of it."""
    keys = {row.pk for row in reports}
    rows = Report.objects.filter(pk__in=keys).select_related("issued_by") if keys else ()
    return {row.pk: _version(row) for row in rows}


def _version(row: Report) -> Version:
    return Version(
        number=row.version,
        state=row.get_state_display(),
        issued_by=str(row.issued_by or ""),
        issued_on=localdate(row.issued_at) if row.issued_at else None,
        withdrawn_on=localdate(row.withdrawn_at) if row.withdrawn_at else None,
        erratum=row.erratum,
    )
