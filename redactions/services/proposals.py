"""What one person proposes to take out. The words themselves are kept nowhere."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Permission
from audit.services import record
from audit.services.edits import locked
from committees.models import Area
from committees.permissions import may
from guard.refusals import Refusal
from redactions.enums import Kind, Reason, SeenIn, State
from redactions.models import Redaction, SeenPlace
from redactions.queries.files import places_in_evidence
from redactions.queries.held_words import digest_of, kept_places, new_salt, words_of
from redactions.queries.places import places
from redactions.queries.refusals import why_not
from redactions.queries.sight import readable
from redactions.rules.words import sought

NOT_SEEN = (
    "These words stand in nothing that you may read here. Look at the spelling; words in a picture "
    "cannot be told from here."
)
DECIDED = "This was decided meanwhile."


@transaction.atomic
def propose(
    *, by: User, area: Area, words: str, kind: Kind, reason: Reason, seen_in: SeenIn
) -> Redaction:
    """Propose to take `words` out of everything. A second person decides.

    The same words that wait already are not proposed again. Raises ValidationError beside `words`
    where they are too few, the program's own or somebody's who works with it, or where `by` may
    read none of the texts that they stand in: nobody learns here what they could not see.
    """
    locked(area)
    try:
        looked_for = sought(words)
    except Refusal as refusal:
        raise ValidationError({"words": str(refusal)}) from refusal
    every = [*places(looked_for), *places_in_evidence(looked_for)]
    if refused := why_not(looked_for, every):
        raise ValidationError({"words": refused})
    if not readable(by, every):
        raise ValidationError({"words": NOT_SEEN})
    waiting: Redaction
    for waiting in Redaction.objects.filter(area=area, state=State.PROPOSED):
        if digest_of(words, waiting.salt) == waiting.digest:
            return waiting
    salt = new_salt()
    row: Redaction = Redaction.objects.create(
        area=area,
        kind=kind,
        reason=reason,
        seen_in=seen_in,
        proposed_by=by,
        proposed_at=timezone.now(),
        salt=salt,
        digest=digest_of(words, salt),
    )
    _keep_places(row, kept_places(every, looked_for))
    record(by=by, verb="proposed redaction", target=row, area_id=area.pk, changes=facts(row))
    return row


def _keep_places(row: Redaction, kept: list[SeenPlace]) -> None:
    for place in kept:
        place.redaction = row
    SeenPlace.objects.bulk_create(kept)


@transaction.atomic
def decline(*, by: User, redaction: Redaction) -> Redaction:
    """Leave everything as it is: the second person does not agree, or the first takes it back.

    Raises ValidationError when it was decided already, and ValueError for anybody else.
    """
    row = locked(redaction)
    if row.state != State.PROPOSED:
        raise ValidationError(DECIDED)
    if by.pk != row.proposed_by_id and not may(by, Permission.REDACTION_CONFIRM, row.area_id):
        raise ValueError("Declined by who proposed it, or who may confirm")
    close(row, State.DECLINED, by)
    record(by=by, verb="declined redaction", target=row, area_id=row.area_id, changes=facts(row))
    return row


def close(row: Redaction, state: State, person: User) -> None:
    """The one place where a proposal changes its state: what led back to the words goes."""
    row.state, row.decided_by, row.decided_at = state, person, timezone.now()
    row.salt = row.digest = ""
    row.row_version += 1
    row.save()
    row.places.all().delete()


def facts(row: Redaction) -> dict[str, str]:
    return {"kind": row.get_kind_display(), "reason": row.get_reason_display()}


def words_kept(row: Redaction) -> str:
    """The words as they still stand somewhere. Raises ValidationError where they do nowhere."""
    words = words_of(row, list(row.places.all()))
    if not words:
        raise ValidationError(
            "The words do not stand any more where they were seen. Decline this, look whether they "
            "stand elsewhere, and propose again."
        )
    return words
