"""How answers are asked for, and what is being written before it is sent."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from actions.enums import EvidenceKind, ReminderKind
from actions.models.plan import Action
from actions.models.record import ProgressUpdate, UpdateWindow
from actions.querysets import (
    EvidenceQuerySet,
    OwnDraftQuerySet,
    ReminderQuerySet,
    WindowReopeningQuerySet,
)
from letters.models import Letter


class WindowReopening(models.Model):
    """A window that was given more days, and why. Appended, never changed."""

    window = models.ForeignKey(UpdateWindow, on_delete=models.PROTECT, related_name="reopenings")
    closed_on = models.DateField()
    until = models.DateField()
    reason = models.TextField(max_length=2000)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reopened_on = models.DateField()

    objects = WindowReopeningQuerySet["WindowReopening"].as_manager()

    class Meta:
        ordering = ["window", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="reopening_has_reason"),
            models.CheckConstraint(
                condition=Q(until__gt=F("closed_on")), name="reopening_gives_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.window}, reopened until {self.until:%-d %B %Y}"


class Reminder(models.Model):
    """One step of asking one person: at most once, whoever presses or however often beat runs.

    `key` names the step ("window:12:reminder", "check:7"); `letter` is the e-mail that carried it,
    which may carry others of the same person's day.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reminders"
    )
    kind = models.CharField(max_length=20, choices=ReminderKind)
    key = models.CharField(max_length=80)
    window = models.ForeignKey(
        UpdateWindow, null=True, on_delete=models.PROTECT, related_name="reminders"
    )
    actions = models.ManyToManyField(Action, related_name="reminders")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="reminders")
    sent_on = models.DateField()

    objects = ReminderQuerySet["Reminder"].as_manager()

    class Meta:
        ordering = ["sent_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="asked_once_a_step"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.user}, {self.sent_on:%-d %B %Y}"


class UpdateDraft(models.Model):
    """What somebody has typed and not yet sent. Nobody else sees it; it counts for nothing."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="update_drafts"
    )
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="drafts")
    fields: models.JSONField[Any, Any] = models.JSONField(default=dict)
    base_version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()

    objects = OwnDraftQuerySet["UpdateDraft"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "action"], name="one_draft_a_person"),
        ]

    def __str__(self) -> str:
        return f"Draft of {self.user} for {self.action}"


class Evidence(models.Model):
    """A file or a link that shows something. Until the update is sent it is its writer's own.

    `path` is relative to CPCPLAN_DATA; `title` is the file's name or the link's words.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="evidence_items")
    update_shown = models.ForeignKey(
        ProgressUpdate, null=True, on_delete=models.PROTECT, related_name="evidence_items"
    )
    kind = models.CharField(max_length=10, choices=EvidenceKind)
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=1000, blank=True)
    path = models.CharField(max_length=300, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()

    objects = EvidenceQuerySet["Evidence"].as_manager()

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ["action", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=EvidenceKind.LINK, path="") & ~Q(url="")
                | Q(kind=EvidenceKind.FILE, url="") & ~Q(path="") & ~Q(sha256=""),
                name="evidence_is_file_or_link",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def host(self) -> str:
        """Whose page a link leads to."""
        return urlsplit(self.url).hostname or ""
