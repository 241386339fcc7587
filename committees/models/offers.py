"""How a regional group comes to serve another area: it is offered, and that area answers."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from committees.enums import OfferState
from committees.models.organisation import Area, Body
from committees.querysets import OfferQuerySet


class GroupOffer(models.Model):
    """A regional group offered to another area by the one that keeps it.

    Which areas a group serves stands in `Body.also_serves` alone; this says who offered and who
    answered.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="offers")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="group_offers")
    state = models.CharField(max_length=10, choices=OfferState, default=OfferState.WAITING)
    offered_on = models.DateField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_on = models.DateField(null=True)

    objects = OfferQuerySet["GroupOffer"].as_manager()

    class Meta:
        ordering = ["body", "offered_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "area"],
                condition=Q(state=OfferState.WAITING),
                name="one_waiting_offer_an_area",
            ),
            models.CheckConstraint(
                condition=Q(state=OfferState.WAITING, answered_on__isnull=True)
                | ~Q(state=OfferState.WAITING) & Q(answered_on__isnull=False),
                name="offer_answered_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}, offered to {self.area}"
