"""Letters that were written already are sent."""

from celery import shared_task

from jobs.services.leases import lease
from letters.enums import SEND_LETTERS, LetterState
from letters.models import Letter
from letters.services import send_letter


@shared_task(name=SEND_LETTERS)
def send_letters(job_id: int) -> None:
    """Send each of the job's letters that is waiting still; a second run sends none twice."""
    with lease(job_id) as held:
        if held is None:
            return
        waiting = Letter.objects.filter(pk__in=held.payload["letters"], state=LetterState.WAITING)
        for letter in waiting.order_by("pk"):
            held.keep_for_sending()
            send_letter(letter)
