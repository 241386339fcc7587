"""Writing one e-mail to one person, sending it, and learning that it did not arrive.

A task that sends reads:

    with lease(job_id) as held:
        …
        letter = write_letter(by=None, kind="digest", key=key, user=user, subject=…, text=…)
        send_letter(letter, html=…)

`write_letter` makes the row before anything goes out. A worker that is killed between the two is
followed by another, which sends the same letter under the same Message-ID.
"""

import uuid
from collections.abc import Sequence
from email.utils import parseaddr
from smtplib import SMTPRecipientsRefused
from typing import NamedTuple

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


@transaction.atomic
def write_letter(
    *,
    by: models.Model | None,
    kind: str,
    key: str,
    user: models.Model,
    address: str,
    subject: str,
    text: str,
    area_id: int | None = None,
) -> Letter:
    """The letter of this `key`, ready to be sent; one that waits still gets today's words.

    Raises AlreadySent when it went out already, also to an address that refused it.
    """
    letter = Letter(
        kind=kind,
        key=key,
        user_id=user.pk,
        address=address,
        subject=subject[:200],
        text=text,
        message_id=_message_id(),
        made_at=timezone.now(),
    )
    try:
        with transaction.atomic():
            letter.save()
    except IntegrityError:
        [letter] = locked_rows(Letter.objects.filter(key=key))
        if letter.state != LetterState.WAITING:
            raise AlreadySent(key) from None
        letter.address, letter.subject, letter.text = address, subject[:200], text
        letter.save(update_fields=["address", "subject", "text"])
        return letter
    changes = {"to": address, "subject": letter.subject}
    record(by=by, verb="wrote letter", target=letter, area_id=area_id, changes=changes)
    return letter


def send_letter(
    letter: Letter,
    *,
    html: str = "",
    attachments: Sequence[Attachment] = (),
    reply_to: Sequence[str] = (),
    unsubscribe: str = "",
) -> Letter:
    """Hand the letter to the mail server. A refused address is kept on the row as a bounce.

    `reply_to` are the addresses that an answer goes to; `unsubscribe` is that of the page on which
    the person says when they want such letters. Any other trouble of the mail server is raised, so
    that the job tries again.
    """
    headers = HEADERS | {"Message-ID": letter.message_id}
    if unsubscribe:
        headers["List-Unsubscribe"] = f"<{unsubscribe}>"
    message = EmailMultiAlternatives(
        letter.subject, letter.text, None, [letter.address], headers=headers, reply_to=reply_to
    )
    if html:
        message.attach_alternative(html, "text/html")
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
