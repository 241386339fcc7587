"""Writing one e-mail to one person, sending it, and learning that it did not arrive.

A task that sends reads:

    with lease(job_id) as held:
        …
        [letter] = write_letters(by=None, kind="report", drafts=[Draft(key, user, …)])
        send_letter(letter)

`write_letters` makes the row before anything goes out. A worker that is killed between the two is
followed by another, which sends the same letter under the same Message-ID.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parseaddr
from smtplib import SMTPRecipientsRefused
from typing import Final, NamedTuple

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from audit.services import record
from audit.services.edits import locked_rows
from documents.text import line
from guard.rules.examination import refusals
from guard.rules.words import brief
from letters.enums import LetterState
from letters.models import Letter

HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


class Attachment(NamedTuple):
    """A file that goes with a letter."""

    name: str
    data: bytes
    content_type: str


class AlreadySent(RuntimeError):
    """A letter with this key has gone out: it is not sent twice."""


@dataclass(frozen=True)
class Draft:
    """A letter that is to be written: `key` names it, `reply_to` are addresses."""

    key: str
    user: models.Model
    address: str
    subject: str
    text: str
    html: str = ""
    reply_to: Sequence[str] = ()
    area_id: int | None = None


@transaction.atomic
def write_letters(*, by: models.Model | None, kind: str, drafts: Sequence[Draft]) -> list[Letter]:
    """The letters of these drafts in their order, ready to be sent; one that waits still gets
    today's words. Two queries and a row in the record for each that is new.

    Raises AlreadySent when one went out already, also to an address that refused it.
    """
    try:
        with transaction.atomic():
            return _put(by, kind, drafts)
    except IntegrityError:  # another worker has written one of them meanwhile
        return _put(by, kind, drafts)


def _put(by: models.Model | None, kind: str, drafts: Sequence[Draft]) -> list[Letter]:
    keys = [draft.key for draft in drafts]
    waiting = {row.key: row for row in locked_rows(Letter.objects.filter(key__in=keys))}
    if gone := [row.key for row in waiting.values() if row.state != LetterState.WAITING]:
        raise AlreadySent(", ".join(gone))
    letters = [_worded(draft, kind, waiting.get(draft.key)) for draft in drafts]
    if waiting:
        Letter.objects.bulk_update(waiting.values(), REWRITTEN)
    Letter.objects.bulk_create([letter for letter in letters if letter.key not in waiting])
    for draft, letter in zip(drafts, letters, strict=True):
        if letter.key not in waiting:
            changes = {"to": letter.address, "subject": letter.subject}
            record(
                by=by, verb="wrote letter", target=letter, area_id=draft.area_id, changes=changes
            )
    return letters


REWRITTEN: Final = ("address", "subject", "text", "html", "reply_to", "made_at")


def _worded(draft: Draft, kind: str, letter: Letter | None) -> Letter:
    """A new letter with the draft's words, or the one that waits with them instead of its own."""
    letter = letter or Letter(
        kind=kind, key=draft.key, user_id=draft.user.pk, message_id=_message_id()
    )
    letter.address, letter.subject = draft.address, draft.subject[:200]
    letter.text, letter.html, letter.reply_to = draft.text, draft.html, [*draft.reply_to]
    letter.made_at = timezone.now()
    return letter


def send_once(*, by: models.Model | None, kind: str, draft: Draft) -> Letter | None:
    """Write a letter and send it; None where the letter of its key has gone out already."""
    try:
        [letter] = write_letters(by=by, kind=kind, drafts=[draft])
    except AlreadySent:
        return None
    return send_letter(letter)


def send_letter(
    letter: Letter,
    *,
    attachments: Sequence[Attachment] = (),
    unsubscribe: str = "",
) -> Letter:
    """Hand the letter to the mail server. A refused address is kept on the row as a bounce.

    `unsubscribe` is the address of the page on which the person says when they want such letters.
    Any other trouble of the mail server is raised, so that the job tries again.
    """
    headers = HEADERS | {"Message-ID": letter.message_id}
    if unsubscribe:
        headers["List-Unsubscribe"] = f"<{unsubscribe}>"
    message = EmailMultiAlternatives(
        letter.subject,
        letter.text,
        None,
        [letter.address],
        headers=headers,
        reply_to=letter.reply_to,
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    for item in attachments:
        message.attach(item.name, item.data, item.content_type)
    try:
        message.send()
    except SMTPRecipientsRefused as refusal:
        reasons = [f"{code} {_plain(said)}" for code, said in refusal.recipients.values()]
        return note_bounce(letter, "; ".join(reasons) or "The address was refused.")
    now = timezone.now()
    waits = Letter.objects.filter(pk=letter.pk, state=LetterState.WAITING)
    if waits.update(state=LetterState.SENT, sent_at=now):
        letter.state, letter.sent_at = LetterState.SENT, now
    else:
        letter.refresh_from_db()
    return letter


@transaction.atomic
def note_bounce(letter: Letter, reason: str) -> Letter:
    """Keep that a letter did not arrive. The first reason given stays."""
    changed = (
        Letter.objects.filter(pk=letter.pk)
        .exclude(state=LetterState.BOUNCED)
        .update(
            state=LetterState.BOUNCED,
            bounced_at=timezone.now(),
            bounce_reason=_reason(reason),
        )
    )
    letter.refresh_from_db()
    if changed:
        changes = {"reason": letter.bounce_reason}
        record(by=None, verb="letter bounced", target=letter, changes=changes)
    return letter


def _reason(said: str) -> str:
    """What a mail server answered; digits of its own that look like a person's are not kept."""
    reason = line(said, 500).text or "No reason was given."
    seen = refusals(reason)
    return f"The server's answer is left out: it {brief(seen)}." if seen.sightings else reason


def _message_id() -> str:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    return f"<{uuid.uuid4().hex}@{domain}>"


def _plain(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said
