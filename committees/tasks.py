from celery import shared_task
from django.utils import timezone

from committees.enums import SEND_ADDRESS_LINK, AccessState
from committees.models import AccessChange
from committees.services.access_letters import send_address_link as send
from jobs.services.leases import lease


@shared_task(name=SEND_ADDRESS_LINK)
def send_address_link(job_id: int) -> None:
    """Send the link to the new address; what was withdrawn meanwhile needs none."""
    with lease(job_id) as held:
        if held is None:
            return
        rows = AccessChange.objects.filter(pk=held.payload["change"]).select_related("user")
        change = rows.first()
        if change and change.standing(timezone.localdate()) == AccessState.WAITING:
            send(change)
