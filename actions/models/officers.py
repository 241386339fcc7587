"""What the chief officers group decided about dates: one decision for one date or for many."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from actions.enums import OfficersHow
from actions.querysets import OfficersDecisionQuerySet
from committees.models import Area, Meeting
from guard.fields import LineField, LinesField
from timescales.date_format import long_day


class OfficersDecision(models.Model):
    """One decision of the chief officers on one new date or a whole list. Appended, never changed.

    `decider` is the post that decided, in words, with its holder where that is known. What was not
    decided here by a chief officer is recorded with the meeting, or the correspondence, of their
    group. `decided_on` is the day of the decision, `recorded_at` the moment it was written down.
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="officers_decisions")
    how = models.CharField(max_length=20, choices=OfficersHow)
    meeting = models.ForeignKey(
        Meeting, null=True, on_delete=models.PROTECT, related_name="officers_decisions"
    )
    decided_on = models.DateField()
    decider = LineField(max_length=300)
    note = LinesField(max_length=4000)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    objects = OfficersDecisionQuerySet["OfficersDecision"].as_manager()

    class Meta:
        ordering = ["area", "decided_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(how=OfficersHow.MEETING) | Q(meeting__isnull=False),
                name="officers_decision_has_meeting",
            ),
            models.CheckConstraint(
                condition=Q(how=OfficersHow.UNRECORDED) | ~Q(decider="") & ~Q(note=""),
                name="officers_decision_says_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"Chief officers, {long_day(self.decided_on)}"
