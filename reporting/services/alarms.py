"""The nightly walk over the record, and whom a break is told."""

from __future__ import annotations

from datetime import date, datetime

import structlog
from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from accounts.models import User
from accounts.queries import administrators
from audit.models import Verification
from jobs.services import enqueue
from letters.services import Draft, send_once
from reporting.enums import SEND_ALARM
from reporting.services.verification import verify
from timescales.date_format import long_day

KIND = "alarm"
# as many breaks are kept in words; the command tells of all
MOST_WORDS = 50

logger = structlog.get_logger(__name__)


def verify_once(*, now: datetime, today: date) -> Verification | None:
    """Verify everything and keep what came of it; None where that was done today already.

    A break is an error in the log and a letter to everybody who administers an area. The walk
    writes nothing and locks nothing; what it found is written in one short transaction.
    """
    if Verification.objects.filter(day=today).exists():
        return None
    outcome, broken, words = verify(), 0, []
    for line in outcome.breaks:
        broken += 1
        words += [line] if broken <= MOST_WORDS else []
    return _kept(now, today, outcome.end(), broken, words)


@transaction.atomic
def _kept(
    now: datetime, today: date, end: tuple[int, str], broken: int, words: list[str]
) -> Verification:
    links, head = end
    row = Verification.objects.create(
        day=today, at=now, links=links, head=head, broken=broken, words=words
    )
    # the log is kept elsewhere: with each night's head in it
    told = logger.error if broken else logger.info
    told("record_verified", broken=broken, head=f"{links}:{head}")
    for person in administrators(today) if broken else []:
        payload = {"user": person.pk, "day": today.isoformat()}
        enqueue(task=SEND_ALARM, payload=payload, by=None)
    return row


def send_alarm(user_id: int, day: date) -> None:
    """Tell one person of one night's breaks, once; nothing where the account has ended."""
    person = User.objects.filter(pk=user_id, is_active=True).first()
    row = Verification.objects.filter(day=day).first()
    if person is None or row is None:
        return
    text = render_to_string(
        "emails/alarm.txt",
        {
            "user": person,
            "row": row,
            "site": settings.SITE_URL,
            "more": row.broken - len(row.words),
        },
    )
    draft = Draft(
        key=f"{KIND}:{user_id}:{day.isoformat()}",
        user=person,
        address=person.email,
        subject=f"The record is not what it was, {long_day(day)}",
        text=text.strip() + "\n",
    )
    send_once(by=None, kind=KIND, draft=draft)
