from datetime import date

from celery import shared_task
from django.utils import timezone

from actions.reminders.sending import send_digest as send
from jobs.leases import lease


@shared_task(name="actions.send_digest")
def send_digest(job_id: int) -> None:
    """Send one person the letter of one day. A day that is over has nothing to send: the next
    day's letter says what is owed then."""
    with lease(job_id) as held:
        if held is None:
            return
        day = date.fromisoformat(held.payload["day"])
        over = day < timezone.localdate()
        letter = None if over else send(held.payload["user"], day, before_sending=held.keep)
        held.finish({"letter": letter.pk if letter else None})
