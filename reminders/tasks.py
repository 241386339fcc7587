"""What reminders do outside the request."""

from datetime import date

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from jobs.services.leases import lease
from reminders.enums import RUN_DAY, SEND_DIGEST
from reminders.services.day import run_day
from reminders.services.letters import Record
from reminders.services.letters import send_digest as send


@shared_task(name=SEND_DIGEST)
def send_digest(job_id: int) -> None:
    """Send one person the letter of one day. A day that is over has nothing to send: the next
    day's letter says what is owed then."""
    with lease(job_id) as held:
        if held is None:
            return
        asked = held.payload
        day = date.fromisoformat(asked["day"])
        written = Record(asked["event"], asked["place"], asked["areas"])
        over = day < timezone.localdate()
        keep = held.keep_for_sending
        letter = None if over else send(asked["user"], day, written, before_sending=keep)
        held.finish({"letter": letter.pk if letter else None})


@shared_task(name=RUN_DAY)
def run_today() -> None:
    """The day's work, from the hour of the morning on: nobody is written to at night."""
    now = timezone.localtime()
    if now.hour >= settings.DAY_BEGINS_AT:
        run_day(now.date())
