from datetime import datetime

from celery import shared_task
from django.utils import timezone

from accounts.models import User
from gatehouse.enums import FORGET_TRIES, TELL_JOINED, TELL_OWNER
from gatehouse.models import SubjectLink
from gatehouse.services.letters import tell_of_guesses, tell_of_joining
from gatehouse.services.tries import forget_tries as forget
from jobs.services.leases import lease


@shared_task(name=TELL_OWNER)
def tell_owner(job_id: int) -> None:
    """Write to an account's owner that it is guessed at."""
    with lease(job_id) as held:
        if held is None:
            return
        user = User.objects.filter(pk=held.payload["user"], is_active=True).first()
        if user is not None:
            tell_of_guesses(user=user, at=datetime.fromisoformat(held.payload["at"]))


@shared_task(name=TELL_JOINED)
def tell_joined(job_id: int) -> None:
    """Write to an account's owner that it was joined to an agency's sign-in."""
    with lease(job_id) as held:
        if held is None:
            return
        links = SubjectLink.objects.select_related("user", "sign_in__agency")
        link = links.filter(pk=held.payload["link"], user__is_active=True).first()
        if link is not None:
            tell_of_joining(link=link)


@shared_task(name=FORGET_TRIES)
def forget_tries() -> None:
    """Counts of tries run down by themselves; what says nothing any more goes."""
    forget(now=timezone.now())
