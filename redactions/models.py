"""Words that identify a person, taken out by two people."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from committees.models import Area
from redactions.enums import Kind, Reason, SeenIn, State
from redactions.querysets import RedactionQuerySet


class Redaction(models.Model):
    """What one person proposes to take out, and what a second decides.

    The words are nowhere in it. While it waits, `digest` (keyed by the secret of the installation
    and `salt`) says whether what stands at one of its places still is them; both go when it is
    decided, and the places with them.
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="redactions")
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.CharField(max_length=10, choices=Reason)
    seen_in = models.CharField(max_length=10, choices=SeenIn)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    salt = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    texts = models.PositiveIntegerField(default=0)
    files = models.PositiveIntegerField(default=0)
    row_version = models.PositiveIntegerField(default=1)

    objects = RedactionQuerySet["Redaction"].as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.PROPOSED, decided_by__isnull=True, decided_at__isnull=True)
                & ~Q(salt="")
                & ~Q(digest="")
                | ~Q(state=State.PROPOSED)
                & Q(decided_by__isnull=False, decided_at__isnull=False, salt="", digest=""),
                name="redaction_decided_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.DONE) | ~Q(decided_by=F("proposed_by")),
                name="redaction_by_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"Redaction {self.pk}"


class SeenPlace(models.Model):
    """One place at which the words of a proposal stand: from `start` to `end` of the text at
    `path` inside a column."""

    redaction = models.ForeignKey(Redaction, on_delete=models.CASCADE, related_name="places")
    table = models.CharField(max_length=63)
    key = models.BigIntegerField()
    column = models.CharField(max_length=63)
    path: models.JSONField[Any, Any] = models.JSONField(default=list)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ["redaction", "pk"]

    def __str__(self) -> str:
        return f"{self.table} {self.key} {self.column}"
