from celery import shared_task

from accounts.enums import SEND_INVITATION
from accounts.models import User
from accounts.services import invitations
from jobs.services.leases import lease


@shared_task(name=SEND_INVITATION)
def send_invitation(job_id: int) -> None:
    """Send a person their invitation; somebody who may no longer sign in gets none."""
    with lease(job_id) as held:
        if held is None:
            return
        user = User.objects.filter(pk=held.payload["user"], is_active=True).first()
        if user is not None:
            invitations.send_invitation(user)
