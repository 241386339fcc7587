"""What was asked, said and decided about an action. Most of it is only ever appended."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from actions.enums import (
    CompletionState,
    DecidedAs,
    RevisionState,
    Source,
)
from actions.models.action import Action
from actions.models.officers import OfficersDecision
from actions.querysets import ByActionQuerySet
from committees.models import Meeting
from documents.enums import Canonical
from guard.fields import LineField, LinesField
from plans.models import LegendEntry
from timescales.date_format import day_range, long_day


class ProgressUpdate(models.Model):
    """What a lead said about an action, once. Appended, never changed: the database refuses.

    `as_at` is the day it speaks of, `made_at` the moment it was recorded. `entry_code` and
    `entry_label` keep the legend's words of that moment, whatever the legend becomes.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="updates")
    as_at = models.DateField()
    made_at = models.DateTimeField()
    author_label = LineField(max_length=200)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    source = models.CharField(max_length=20, choices=Source, default=Source.LEAD)
    entry = models.ForeignKey(LegendEntry, null=True, on_delete=models.PROTECT, related_name="+")
    entry_code = LineField(max_length=10, blank=True)
    entry_label = LineField(max_length=80, blank=True)
    canonical = models.CharField(max_length=20, choices=Canonical, default=Canonical.NOT_RATED)
    nothing_to_report = models.BooleanField(default=False)
    # the lead says that it cannot go on (rule 2); None where nobody was asked
    blocked = models.BooleanField(null=True)
    what_happened = LinesField(blank=True, max_length=8000)
    evidence = LinesField(blank=True, max_length=8000)
    difference = LinesField(blank=True, max_length=4000)
    reason = LinesField(blank=True, max_length=4000)
    recovery = LinesField(blank=True, max_length=4000)

    objects = ByActionQuerySet["ProgressUpdate"].as_manager()

    class Meta:
        ordering = ["action", "as_at", "made_at", "pk"]
        constraints = [
            # domain.md, rule 4: anything but on track or complete needs a reason
            models.CheckConstraint(
                condition=~Q(canonical__in=[Canonical.AT_RISK, Canonical.OFF_TRACK])
                | Q(source=Source.IMPORTED)
                | ~Q(reason=""),
                name="update_behind_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(canonical=Canonical.OFF_TRACK)
                | Q(source=Source.IMPORTED)
                | ~Q(recovery=""),
                name="update_off_track_has_recovery",
            ),
        ]
        indexes = [models.Index(fields=["action", "as_at"])]

    def __str__(self) -> str:
        return f"{self.entry_label or 'Not rated'}, {long_day(self.as_at)}"


class Challenge(models.Model):
    """The chair's rating beside the lead's, with its reason. Appended, never changed (rule 7)."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="challenges")
    update_challenged = models.ForeignKey(
        ProgressUpdate, on_delete=models.PROTECT, related_name="challenges"
    )
    entry = models.ForeignKey(LegendEntry, on_delete=models.PROTECT, related_name="+")
    entry_label = LineField(max_length=80)
    canonical = models.CharField(max_length=20, choices=Canonical)
    reason = LinesField(max_length=4000)
    made_on = models.DateField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = ByActionQuerySet["Challenge"].as_manager()

    class Meta:
        ordering = ["action", "made_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="challenge_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_label}, {long_day(self.made_on)}"


class DeadlineRevision(models.Model):
    """A new date asked for and decided: never by the same person (rule 5)."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="revisions")
    from_due = models.DateField()
    proposed_due = models.DateField()
    reason = LinesField(max_length=4000)
    impact = LinesField(blank=True, max_length=4000)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    requested_on = models.DateField()
    to_chief_officers = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=RevisionState, default=RevisionState.REQUESTED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_on = models.DateField(null=True)
    decision_note = LinesField(blank=True, max_length=4000)
    decided_at = models.ForeignKey(
        Meeting, null=True, on_delete=models.PROTECT, related_name="dates_decided"
    )
    # whose decision it was, and who decided in the words that reports print, as they were then
    decided_as = models.CharField(max_length=20, choices=DecidedAs, blank=True)
    decider_label = LineField(max_length=500, blank=True)
    officers_decision = models.ForeignKey(
        OfficersDecision, null=True, on_delete=models.PROTECT, related_name="dates"
    )

    objects = ByActionQuerySet["DeadlineRevision"].as_manager()

    class Meta:
        ordering = ["action", "requested_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="revision_has_reason"),
            models.CheckConstraint(
                condition=~Q(proposed_due=F("from_due")), name="revision_moves_the_date"
            ),
            models.CheckConstraint(
                condition=Q(
                    state=RevisionState.REQUESTED, decided_by__isnull=True, decided_on__isnull=True
                )
                | (
                    ~Q(state=RevisionState.REQUESTED)
                    & Q(decided_by__isnull=False, decided_on__isnull=False)
                    & ~Q(decided_by=F("requested_by"))
                ),
                name="revision_decided_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(state=RevisionState.REQUESTED, decided_as="", decider_label="")
                | ~Q(state=RevisionState.REQUESTED) & ~Q(decided_as="") & ~Q(decider_label=""),
                name="revision_says_whose_decision",
            ),
            models.CheckConstraint(
                condition=Q(decided_as=DecidedAs.CHIEF_OFFICERS, officers_decision__isnull=False)
                | ~Q(decided_as=DecidedAs.CHIEF_OFFICERS) & Q(officers_decision__isnull=True),
                name="revision_of_officers_has_their_decision",
            ),
            models.CheckConstraint(
                condition=~Q(to_chief_officers=True, state=RevisionState.APPROVED)
                | Q(decided_as=DecidedAs.CHIEF_OFFICERS),
                name="revision_for_officers_approved_by_them",
            ),
            models.UniqueConstraint(
                fields=["action"],
                condition=Q(state=RevisionState.REQUESTED),
                name="one_open_revision",
            ),
        ]

    def __str__(self) -> str:
        return day_range(self.from_due, self.proposed_due)


class Completion(models.Model):
    """A claim that an action is done, verified by somebody else (rule 6)."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="completions")
    update_claiming = models.OneToOneField(
        ProgressUpdate, on_delete=models.PROTECT, related_name="completion"
    )
    completed_on = models.DateField()
    days_late = models.PositiveIntegerField(default=0)
    imported = models.BooleanField(default=False)
    state = models.CharField(
        max_length=20, choices=CompletionState, default=CompletionState.CLAIMED
    )
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_on = models.DateField(null=True)
    note = LinesField(blank=True, max_length=4000)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reopened_on = models.DateField(null=True)
    reopen_reason = LinesField(blank=True, max_length=4000)

    objects = ByActionQuerySet["Completion"].as_manager()

    class Meta:
        ordering = ["action", "completed_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(imported=True)
                | Q(state=CompletionState.CLAIMED, decided_by__isnull=True, decided_on__isnull=True)
                | (
                    ~Q(state=CompletionState.CLAIMED)
                    & Q(decided_by__isnull=False, decided_on__isnull=False)
                    & ~Q(decided_by=F("claimed_by"))
                ),
                name="completion_verified_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=CompletionState.REOPENED, reopened_by__isnull=False)
                    & Q(reopened_on__isnull=False)
                    & ~Q(reopen_reason="")
                )
                | (
                    ~Q(state=CompletionState.REOPENED)
                    & Q(reopened_by__isnull=True, reopened_on__isnull=True, reopen_reason="")
                ),
                name="completion_reopened_with_reason",
            ),
            models.UniqueConstraint(
                fields=["action"],
                condition=Q(state__in=[CompletionState.CLAIMED, CompletionState.VERIFIED]),
                name="one_standing_completion",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}, {long_day(self.completed_on)}"
