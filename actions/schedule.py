"""What runs by itself: each day's windows and e-mails. Beat and the command `run_day` call it."""

from datetime import date

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from actions.services.asking import queue_digests
from actions.services.windows import keep_windows


def run_day(today: date) -> tuple[int, int]:
    """Everything that a day asks for: the windows made or moved, and the people written to.

    Run twice on a day, or by two at once, it does nothing twice.
    """
    windows = keep_windows(by=None, today=today)
    return len(windows), queue_digests(by=None, today=today)


@shared_task(name="actions.run_day")
def run_today() -> None:
    """The day's work, from the hour of the morning on: nobody is written to at night."""
    now = timezone.localtime()
    if now.hour >= settings.DAY_BEGINS_AT:
        run_day(now.date())
