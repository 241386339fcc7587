"""What others make of an update: the coordinator's check, the chair's comment, the rules."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from actions.enums import CheckOutcome
from actions.models.action import Action
from actions.models.record import ProgressUpdate
from actions.querysets import ByActionQuerySet
from actions.rules.printed_words import wordings_of
from committees.models import Meeting
from documents.enums import Canonical
from guard.fields import LineField, LinesField
from plans.models import LegendEntry
from timescales.date_format import long_day


class UpdateCheck(models.Model):
    """The coordinator's check of an update. Appended; the latest `sequence` counts.

    The lead's own words are never changed: what is written here in their place stands beside
    them, and a field left empty means the lead's words.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="checks")
    update_checked = models.ForeignKey(
        ProgressUpdate, on_delete=models.PROTECT, related_name="checks"
    )
    sequence = models.PositiveSmallIntegerField(default=1)
    outcome = models.CharField(max_length=10, choices=CheckOutcome)
    note = LinesField(blank=True, max_length=4000)
    what_happened = LinesField(blank=True, max_length=8000)
    reason = LinesField(blank=True, max_length=4000)
    recovery = LinesField(blank=True, max_length=4000)
    difference = LinesField(blank=True, max_length=4000)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    checked_on = models.DateField()
    checked_at = models.DateTimeField()

    objects = ByActionQuerySet["UpdateCheck"].as_manager()

    class Meta:
        ordering = ["action", "checked_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["update_checked", "sequence"], name="check_sequence_once"
            ),
            models.CheckConstraint(
                condition=~Q(outcome=CheckOutcome.RETURNED) | ~Q(note=""),
                name="sent_back_with_note",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}, {long_day(self.checked_on)}"

    @property
    def wordings(self) -> list[str]:
        """The words given beside the lead's, in the order in which an update is written."""
        return wordings_of(self)


class Comment(models.Model):
    """What the chair says about an action, without another rating. Appended, never changed."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="comments")
    text = LinesField(max_length=4000)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_on = models.DateField()

    objects = ByActionQuerySet["Comment"].as_manager()

    class Meta:
        ordering = ["action", "made_on", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="comment_says_something")]

    def __str__(self) -> str:
        return f"Comment, {long_day(self.made_on)}"


class ProposalDecision(models.Model):
    """A rating that somebody else than the lead put in force. Appended, never changed.

    The rules proposed it and a person decided, or the committee agreed it in a meeting
    (`agreed_at`). Accepted, it is the rating from that day until the lead's next word; the lead's
    own rating stays in the record beside it. `about` is the lead's latest word at the time, None
    where nothing had been said; `key` keeps a button pressed twice from deciding twice.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="proposal_decisions")
    about = models.ForeignKey(
        ProgressUpdate, null=True, on_delete=models.PROTECT, related_name="proposal_decisions"
    )
    key = models.CharField(max_length=80)
    canonical = models.CharField(max_length=20, choices=Canonical)
    entry = models.ForeignKey(LegendEntry, null=True, on_delete=models.PROTECT, related_name="+")
    entry_label = LineField(max_length=80)
    reason = LineField(max_length=500)
    accepted = models.BooleanField()
    note = LinesField(blank=True, max_length=4000)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_on = models.DateField()
    agreed_at = models.ForeignKey(
        Meeting, null=True, on_delete=models.PROTECT, related_name="ratings_agreed"
    )

    objects = ByActionQuerySet["ProposalDecision"].as_manager()

    class Meta:
        ordering = ["action", "decided_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["action", "key"], name="proposal_decided_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="proposal_has_reason"),
        ]

    def __str__(self) -> str:
        verb = "agreed" if self.agreed_at_id else "accepted" if self.accepted else "declined"
        return f"{self.entry_label} {verb}, {long_day(self.decided_on)}"
