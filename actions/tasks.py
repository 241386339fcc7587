"""What runs by itself: each day's windows and e-mails."""

from datetime import date

from celery import shared_task
from django.utils import timezone

from actions.services.asking import queue_digests
from actions.services.windows import keep_windows


def run_day(today: date) -> tuple[int, int]:
    """Everything that a day asks for: the windows made or moved, and the people written to.

    Run twice a day or by two at once it does nothing twice.
    """
    windows = keep_windows(by=None, today=today)
    return len(windows), queue_digests(by=None, today=today)


@shared_task(name="actions.run_day")
def run_today() -> None:
    """What beat calls through the day; nobody is written to before the hour of the morning."""
    run_day(timezone.localdate())
