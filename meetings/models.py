"""Who attended a meeting, and what it decided about the plan: recorded in the room, applied
together afterwards."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from actions.models.action import Action
from committees.models import Meeting, Membership, Post
from guard.fields import LinesField, ShortLinesField
from meetings.enums import Attended, DecisionKind, DecisionState
from meetings.querysets import AttendanceQuerySet, OfRecordQuerySet
from plans.models import Heading, LegendEntry, Plan
from plans.querysets import ByPlanQuerySet


class MeetingDecision(models.Model):
    """One decision of a meeting. Nothing in the plan changes before it is applied.

    `token` comes from the form that was shown, so that a button pressed twice records once.
    `reason` is the reason, the question to chief officers or the note, by kind.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="meeting_decisions")
    action = models.ForeignKey(
        Action, null=True, on_delete=models.PROTECT, related_name="meeting_decisions"
    )
    kind = models.CharField(max_length=10, choices=DecisionKind)
    state = models.CharField(max_length=10, choices=DecisionState, default=DecisionState.RECORDED)
    token = models.UUIDField(default=uuid.uuid4, unique=True)
    reason = LinesField(blank=True, max_length=4000)
    impact = LinesField(blank=True, max_length=4000)
    evidence = LinesField(blank=True, max_length=8000)
    difference = LinesField(blank=True, max_length=4000)
    proposed_due = models.DateField(null=True)
    text = LinesField(blank=True, max_length=8000)
    heading = models.ForeignKey(Heading, null=True, on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(LegendEntry, null=True, on_delete=models.PROTECT, related_name="+")
    timescale_words = ShortLinesField(max_length=500, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    applied_at = models.DateTimeField(null=True)
    added = models.OneToOneField(
        Action, null=True, on_delete=models.PROTECT, related_name="added_by_decision"
    )
    row_version = models.PositiveIntegerField(default=1)

    objects = ByPlanQuerySet["MeetingDecision"].as_manager()

    class Meta:
        ordering = ["meeting", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=DecisionState.APPLIED, applied_by__isnull=False)
                & Q(applied_at__isnull=False)
                | ~Q(state=DecisionState.APPLIED)
                & Q(applied_by__isnull=True, applied_at__isnull=True),
                name="decision_applied_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(kind=DecisionKind.ADD, action__isnull=True) & ~Q(text="")
                | ~Q(kind=DecisionKind.ADD) & Q(action__isnull=False),
                name="decision_is_about_an_action",
            ),
            models.UniqueConstraint(
                fields=["meeting", "action", "kind"],
                condition=~Q(state=DecisionState.CANCELLED) & Q(action__isnull=False),
                name="one_decision_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.action or self.text[:80]}"


class AttendanceRecord(models.Model):
    """That somebody wrote down who attended a meeting: of one without it nothing is known."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="attendance")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()
    row_version = models.PositiveIntegerField(default=0)

    objects = AttendanceQuerySet["AttendanceRecord"].as_manager()

    class Meta:
        ordering = ["meeting"]

    def __str__(self) -> str:
        return f"Attendance: {self.meeting}"


class Attendance(models.Model):
    """How a seat was taken at a meeting. A seat without a row was left open in the record."""

    record = models.ForeignKey(AttendanceRecord, on_delete=models.PROTECT, related_name="seats")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="attendances")
    how = models.CharField(max_length=10, choices=Attended)

    objects = OfRecordQuerySet["Attendance"].as_manager()

    class Meta:
        ordering = ["record", "membership"]
        constraints = [
            models.UniqueConstraint(fields=["record", "membership"], name="seat_once_in_record"),
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.get_how_display()}"
