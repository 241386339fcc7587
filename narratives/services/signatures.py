"""A preface or foreword is asked to be signed, and is signed or sent back, by whoever was in the
chair on the last day that the report covers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from narratives.enums import PartState, StepKind
from narratives.models import Step
from narratives.queries.parts import standings_of
from narratives.services.parts import (
    EMPTY,
    SIGNED,
    ReviewedMeanwhile,
    current,
    held,
    take_step,
)
from reporting.models import Section

NO_NAME: Final = "Nobody signs this part."
NOT_WANTED: Final = "Nobody is asked to sign this part."
NOT_YOURS: Final = (
    "{} signs it. Nobody signs in another’s place: where the seat is recorded wrongly, the page of "
    "the group is where that is put right."
)
OTHER_WORDS: Final = (
    "The words were changed since this page was drawn, and nothing was signed. Here is what stands "
    "now: read it before you sign."
)
WHAT_IS_WANTED: Final = "Say what should be other, so that they can change it."


@transaction.atomic
def ask_for_signature(
    *, by: User | None, part: Section, due_on: date, now: datetime | None = None
) -> Step | None:
    """Ask whoever was in the chair to sign the words of a part, by a day. None where that is asked
    by that day already (a button pressed twice).

    Raises ValidationError for a part that nobody signs, for one without words, for words that are
    signed, and for a report that is frozen.
    """
    report, now = held(part.report), now or timezone.now()
    part = current(part)
    standing = standings_of(report, timezone.localdate(now))[part.pk]
    if standing.signer is None:
        raise ValidationError(NO_NAME)
    if not standing.written.stand or part.written_at is None:
        raise ValidationError(EMPTY)
    if standing.state == PartState.SIGNED:
        raise ValidationError(SIGNED)
    if standing.to_sign and standing.to_sign.due == due_on and not standing.returned_unsigned:
        return None
    return take_step(by, part, StepKind.TO_SIGN, now, due_on=due_on)


@transaction.atomic
def sign_part(
    *,
    by: User,
    part: Section,
    kind: StepKind,
    note: str = "",
    seen: int | None = None,
    now: datetime | None = None,
) -> Step:
    """Sign the words that stand, or send them back with a note. A signature keeps the name and post
    of the one who was in the chair, and the digest of the words: of other words it is none. A
    button pressed twice gives the first row. `seen` is the version of the part that was read.

    Raises ValidationError for anybody but the one in the chair, for what nobody is asked to sign,
    for other words than were read and for a missing note; ReviewedMeanwhile where it was answered.
    """
    report, now = held(part.report), now or timezone.now()
    part, note = current(part), note.strip()
    standing = standings_of(report, timezone.localdate(now))[part.pk]
    signer = standing.signer
    if signer is None or not signer.able or signer.user != by.pk:
        raise ValidationError(NOT_YOURS.format(signer.whoever) if signer else NO_NAME)
    if standing.verdict and (standing.state == PartState.SIGNED or standing.returned_unsigned):
        last = Step.objects.get(pk=standing.verdict.key)
        if (last.kind, last.note, last.by_id) == (kind, note, by.pk):
            return last
        if standing.state == PartState.SIGNED:
            raise ReviewedMeanwhile(standing, last)
    if standing.to_sign is None or not standing.written.stand:
        raise ValidationError(NOT_WANTED)
    if seen is not None and seen != part.row_version:
        raise ValidationError(OTHER_WORDS)
    if kind == StepKind.SENT_BACK:
        if not note:
            raise ValidationError({"note": WHAT_IS_WANTED})
        return take_step(by, part, kind, now, words_at=part.written_at, note=note)
    signature = {
        "signed_name": signer.name,
        "signed_post": signer.post,
        "digest": standing.written.digest,
    }
    return take_step(by, part, kind, now, words_at=part.written_at, signature=signature)
