"""What several areas do together: one action of a regional group, in the plan of each."""

from django.db import models
from django.db.models import F, Q

from actions.enums import TieState
from actions.models.action import Action
from actions.models.record import ProgressUpdate
from actions.querysets import ByTieQuerySet, RegionalActionQuerySet, TieQuerySet
from committees.models import Area, Body
from guard.fields import LinesField
from timescales.date_format import long_day


class RegionalAction(models.Model):
    """The words with which an area offers an action to others that its regional group serves.

    Each area's own action is its own: words, place, lead, dates, rating. Never changed.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="regional_actions")
    text = LinesField(max_length=8000)
    begun_on = models.DateField()

    objects = RegionalActionQuerySet["RegionalAction"].as_manager()

    class Meta:
        ordering = ["begun_on", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="regional_says_what")]

    def __str__(self) -> str:
        return self.text


class Tie(models.Model):
    """What an area makes of a regional action: offered, declined, or tied to an action of its own
    from a day to a day. The day on which it is untied belongs to it no more."""

    regional = models.ForeignKey(RegionalAction, on_delete=models.PROTECT, related_name="ties")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="ties")
    action = models.ForeignKey(Action, null=True, on_delete=models.PROTECT, related_name="ties")
    state = models.CharField(max_length=10, choices=TieState, default=TieState.OFFERED)
    offered_on = models.DateField()
    tied_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    objects = TieQuerySet["Tie"].as_manager()

    class Meta:
        ordering = ["regional", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["regional", "area"],
                condition=Q(state__in=[TieState.OFFERED, TieState.TIED]),
                name="one_tie_an_area",
            ),
            models.UniqueConstraint(
                fields=["action"], condition=Q(state=TieState.TIED), name="one_tie_an_action"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[TieState.OFFERED, TieState.DECLINED],
                    action__isnull=True,
                    tied_on__isnull=True,
                    ended_on__isnull=True,
                )
                | Q(state=TieState.TIED, action__isnull=False, tied_on__isnull=False)
                & Q(ended_on__isnull=True)
                | Q(state=TieState.ENDED, action__isnull=False, ended_on__gte=F("tied_on")),
                name="tie_has_what_its_state_says",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area}, offered on {long_day(self.offered_on)}"


class RegionalUpdate(models.Model):
    """That an update of one area's action was given once for several: those with the same `given`
    came with one press. Appended, never changed."""

    tie = models.ForeignKey(Tie, on_delete=models.PROTECT, related_name="regional_updates")
    update_given = models.OneToOneField(
        ProgressUpdate, on_delete=models.PROTECT, related_name="regional_update"
    )
    given = models.UUIDField()

    objects = ByTieQuerySet["RegionalUpdate"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["given", "tie"], name="given_once_an_area"),
        ]

    def __str__(self) -> str:
        return str(self.update_given)
