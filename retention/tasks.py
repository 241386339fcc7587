"""What goes by itself at night."""

from celery import shared_task
from django.utils import timezone

from committees.models import Area
from retention.enums import REMOVE_DUE
from retention.services import remove_due as remove


@shared_task(name=REMOVE_DUE)
def remove_due() -> None:
    """Each area that decided how long what is kept; one after the other, each by itself."""
    today = timezone.localdate()
    for area in Area.objects.filter(retention_rule__isnull=False).order_by("pk"):
        remove(by=None, area=area, today=today)
