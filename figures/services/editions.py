"""Editions: prepared by one person, released by another, never recalled from those who read them.

What an audience was told is a fact for every later edition of every audience, also once it was
withdrawn (ADR 230).
"""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Permission
from audit.services import record as record_event
from audit.services.edits import after_last, locked
from committees.models import Area
from committees.permissions import may
from figures.enums import PREPARE_EDITION, Audience, EditionState
from figures.models import Edition
from figures.queries.audiences import audience_rule, rule_of
from figures.queries.interests import why_own_edition
from figures.queries.record import figure_record
from figures.queries.told import history_of, lifted_names, said_in
from figures.rules.editions import extents
from figures.rules.editions.extents import as_extent, as_json
from figures.rules.editions.labels import in_words, label
from figures.rules.editions.release import NotSafe, Release, canonical, digest, released
from figures.rules.periods import Period
from figures.rules.publication import Extent
from figures.rules.record import FigureRecord
from jobs.models import Job
from jobs.services import enqueue

# columns that are filled when it is released or ended
LATER = {field.name for field in Edition._meta.concrete_fields if field.null}


@transaction.atomic
def ask_for_edition(
    *, by: User, area: Area, audience: str, title: str, extent: Extent, headlines: bool = False
) -> Job:
    """Have an edition prepared in the background; one that is being prepared alike is not asked
    for twice. `headlines`: few figures a year with pooled bands."""
    locked(area)
    payload = {
        "area": area.pk,
        "audience": Audience(audience).value,
        "title": title.strip(),
        "extent": as_json(extent),
        "headlines": headlines,
        "by": by.pk,
    }
    if not payload["title"]:
        raise ValidationError({"title": "Give it a title."})
    under_way = Job.objects.filter(
        task=PREPARE_EDITION, area_id=area.pk, state__in=("queued", "running"), payload=payload
    ).first()
    if under_way is not None:
        return under_way
    record_event(
        by=by,
        verb="had figures prepared",
        target=area,
        area_id=area.pk,
        changes={"audience": Audience(audience).label, "periods": _periods(extent)},
    )
    return enqueue(task=PREPARE_EDITION, payload=payload, by=by, area_id=area.pk)


@transaction.atomic
def prepare_edition(
    *,
    by: User | None,
    area: Area,
    audience: str,
    title: str,
    extent: Extent,
    headlines: bool = False,
    record: FigureRecord | None = None,
    as_of: date | None = None,
    now: datetime | None = None,
) -> Edition:
    """Work out what an audience may be told of `extent`, and keep it, waiting for release.

    All that any audience was told or is about to be told counts, so one edition of an area is
    worked out after the other. `record`: the figures of a moment, where they were loaded already.
    Raises ValidationError that names what could be worked out whatever is hidden, and figures
    that contradict each other.
    """
    area = locked(area)
    now = now or timezone.now()
    record = record or figure_record(area)
    if headlines:
        extent = extents.headlines(record, extent, audience_rule(area, audience).threshold)
    release = _released(area, audience, title, extent, record)
    said = canonical(release.said)
    edition = Edition(
        area=area,
        audience=audience,
        number=after_last(Edition.objects.filter(area=area, audience=audience), "number"),
        title=title.strip(),
        as_of=as_of or min(extent.until, timezone.localdate(now)),
        said=said,
        sha256=digest(said),
        workings={**release.workings, "extent": as_json(extent)},
        prepared_by=by,
        prepared_at=now,
    )
    edition.clean_fields(exclude={*LATER, "area"})  # it is held already
    edition.save()
    _record(by, edition, "prepared figures")
    return edition


def _released(
    area: Area, audience: str, title: str, extent: Extent, record: FigureRecord
) -> Release:
    try:
        history = history_of(area)
    except ValueError as changed:
        raise ValidationError(f"An earlier edition cannot be relied on: {changed}") from changed
    try:
        release = released(
            record,
            extent,
            rule_of(audience_rule(area, audience)),
            name=title.strip(),
            history=history,
            lifted=lifted_names(area, audience, record),
        )
    except NotSafe as unsafe:
        raise ValidationError(
            [
                f"{in_words(record, label(record, cell))}: {in_words(record, why)}."
                for cell, why in unsafe.faults
            ]
        ) from unsafe
    if not any(cell.value is not None or cell.hidden for cell in release.said.cells):
        raise ValidationError("No figures stand for these indicators and periods yet.")
    return release


@transaction.atomic
def issue_edition(*, by: User, edition: Edition, now: datetime | None = None) -> Edition:
    """Release it to its audience. Raises ValidationError for one's own, for what does not wait for
    release, and for one that is not as it was stored."""
    if not may(by, Permission.FIGURE_ISSUE, edition.area_id):
        raise ValidationError("Somebody who releases figures has to release this.")
    return issue_with_report(by=by, edition=edition, now=now)


@transaction.atomic
def issue_with_report(*, by: User, edition: Edition, now: datetime | None = None) -> Edition:
    """Release what a report tells, by whoever releases the report: whether they may was asked for
    the report, and of past reports a chair who holds the post no more. Raises as `issue_edition`.
    """
    edition = locked(edition, "area")
    if edition.state != EditionState.PREPARED:
        raise ValidationError(f"This is not waiting for release: {edition.get_state_display()}.")
    if why := why_own_edition(by, edition):
        raise ValidationError(why)
    try:
        said_in(edition)
    except ValueError as changed:
        raise ValidationError(str(changed)) from changed
    edition.move(EditionState.ISSUED, issued_by=by, issued_at=now or timezone.now())
    _record(by, edition, "issued figures")
    return edition


@transaction.atomic
def discard_edition(*, by: User, edition: Edition, reason: str = "") -> Edition:
    """Put it aside before anybody saw it: its numbers bind no later edition."""
    return _end(by, edition, EditionState.DISCARDED, reason.strip(), "put figures aside")


@transaction.atomic
def withdraw_edition(*, by: User | None, edition: Edition, reason: str) -> Edition:
    """Take it off its page. What was read was read: its numbers stay facts for every edition."""
    if not reason.strip():
        raise ValidationError({"reason": "Say why: its page says so from now on."})
    return _end(by, edition, EditionState.WITHDRAWN, reason.strip(), "withdrew figures")


def _end(by: User | None, edition: Edition, state: EditionState, reason: str, verb: str) -> Edition:
    edition = locked(edition, "area")
    if edition.state == state:
        return edition
    edition.refuse_end(state)
    edition.move(state, ended_by=by, ended_at=timezone.now(), reason=reason)
    _record(by, edition, verb, reason=reason)
    return edition


def _record(by: User | None, edition: Edition, verb: str, **more: str) -> None:
    """Which periods and for whom, never a figure: inspectors read the record."""
    changes = {"audience": edition.get_audience_display(), **more}
    if "extent" in edition.workings:
        changes["periods"] = _periods(as_extent(edition.workings["extent"]))
    record_event(by=by, verb=verb, target=edition, area_id=edition.area_id, changes=changes)


def _periods(extent: Extent) -> str:
    return Period(extent.until, extent.since).name
