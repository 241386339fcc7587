"""The file of an area asked for, confirmed, made and taken away again; every step is recorded."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Permission
from archive.enums import DAYS_KEPT, MAKE_FILE, State
from archive.models import Departure
from archive.services.document import Made, write_area
from archive.services.letters import tell_who_confirms
from audit.services import record
from audit.services.edits import locked
from committees.models import Area
from committees.permissions import may
from jobs.services import enqueue

MADE = "made the file of the area"
TWO_PEOPLE = "You asked for this, so somebody else has to confirm it."
DECIDED = "This was decided meanwhile."
WAITS = (
    "A file of this area is asked for already and waits for a second person. The key was shown to "
    "who asked; if it is lost, decline that one first and ask again."
)


@transaction.atomic
def ask_for_file(*, by: User, area: Area, reason: str, lock: str) -> Departure:
    """Ask for the file of an area, encrypted for `lock`; those who may confirm it are told.

    Raises ValidationError where one waits already.
    """
    locked(area)
    if Departure.objects.filter(area=area, state=State.ASKED).exists():
        raise ValidationError(WAITS)
    row = Departure(area=area, reason=reason, lock=lock, asked_by=by, asked_at=timezone.now())
    row.clean_fields(exclude={"decided_by", "decided_at", "made_at"})
    row.save()
    _record(by, row, "asked for the file of the area", reason=reason)
    tell_who_confirms(by=by, departure=row)
    return row


@transaction.atomic
def confirm_file(*, by: User, departure: Departure) -> Departure:
    """Have it made in the background. Raises ValidationError when it was decided already or `by`
    asked for it, and ValueError for somebody without the right."""
    row = _waiting(departure)
    if row.asked_by_id == by.pk:
        raise ValidationError(TWO_PEOPLE)
    if not may(by, Permission.ARCHIVE_CONFIRM, row.area_id):
        raise ValueError("Confirmed by somebody whose role has the right")
    _decide(row, State.CONFIRMED, by)
    _record(by, row, "confirmed the file of the area", asked_by=str(row.asked_by))
    enqueue(task=MAKE_FILE, payload={"departure": row.pk}, by=by, area_id=row.area_id)
    return row


@transaction.atomic
def decline_file(*, by: User, departure: Departure) -> Departure:
    """No file is made: the second person does not agree, or the first takes it back. Raises
    ValidationError when it was decided already, and ValueError for anybody else."""
    row = _waiting(departure)
    if by.pk != row.asked_by_id and not may(by, Permission.ARCHIVE_CONFIRM, row.area_id):
        raise ValueError("Declined by who asked for it, or who may confirm")
    _decide(row, State.DECLINED, by)
    _record(by, row, "declined the file of the area", asked_by=str(row.asked_by))
    return row


def make_file(departure: Departure) -> Made:
    """Write the file where the two people fetch it. Writing it again does no harm."""
    return write_area(departure.area, place_of(departure), departure.lock)


@transaction.atomic
def keep_file(*, departure: Departure, made: Made) -> Departure:
    """That it is there, with its hash; from now on it can be fetched for some days."""
    row = locked(departure)
    row.state, row.made_at = State.READY, timezone.now()
    row.path = str(place_of(row).relative_to(Path(settings.DATA)))
    row.size, row.sha256 = made.size, made.sha256
    row.rows, row.files = made.rows, made.files
    row.save()
    _record(None, row, MADE, size=made.size, sha256=made.sha256)
    return row


@transaction.atomic
def fail_file(*, departure: Departure, why: str) -> Departure:
    row = locked(departure)
    row.state = State.FAILED
    row.save()
    _record(None, row, "could not make the file of the area", why=why)
    return row


@transaction.atomic
def note_fetched(*, by: User, departure: Departure) -> Departure:
    """That somebody took the file. Raises ValidationError where it is not there any more."""
    row = locked(departure)
    if row.state != State.READY:
        raise ValidationError("The file is not there any more. Ask for a new one.")
    _record(by, row, "fetched the file of the area", sha256=row.sha256)
    return row


def remove_files(*, now: datetime) -> int:
    """Take away the files whose days are over; says how many."""
    over = Departure.objects.filter(state=State.READY, made_at__lt=now - timedelta(days=DAYS_KEPT))
    for row in over:
        with transaction.atomic():
            gone = locked(row)
            place = place_of(gone)
            gone.state, gone.path = State.GONE, ""
            gone.save()
            _record(None, gone, "took away the file of the area")
        place.unlink(missing_ok=True)
    return len(over)


def archive_at_command_line(*, area: Area, target: Path, lock: str, reason: str) -> Made:
    """Make the file for whoever stands at the server's command line, who holds the database
    anyway; the record says so, and those who may confirm such a file are told."""
    made = write_area(area, target, lock)
    with transaction.atomic():
        changes = {"reason": reason, "size": made.size, "sha256": made.sha256}
        record(by=None, verb=MADE, target=area, area_id=area.pk, changes=changes)
        tell_who_confirms(by=None, area=area, digest=made.sha256)
    return made


def place_of(departure: Departure) -> Path:
    """Where a file lies until it is taken away."""
    return Path(settings.DATA) / "archives" / f"{departure.area_id}-{departure.pk}.age"


def _waiting(departure: Departure) -> Departure:
    row = locked(departure, "asked_by")
    if row.state != State.ASKED:
        raise ValidationError(DECIDED)
    return row


def _decide(row: Departure, state: State, person: User) -> None:
    row.state, row.decided_by, row.decided_at = state, person, timezone.now()
    row.row_version += 1
    row.save()


def _record(by: User | None, row: Departure, verb: str, **changes: object) -> None:
    record(by=by, verb=verb, target=row, area_id=row.area_id, changes=changes)
