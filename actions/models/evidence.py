"""How answers are asked for, and what is being written before it is sent."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q

from actions.enums import EvidenceKind
from actions.models.action import Action
from actions.models.record import ProgressUpdate
from actions.querysets import EvidenceQuerySet, OwnDraftQuerySet
from guard.fields import LineField, LinkField, WordsJSONField


class UpdateDraft(models.Model):
    """What somebody has typed and not yet sent. Nobody else sees it; it counts for nothing."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="update_drafts"
    )
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="drafts")
    fields: WordsJSONField[Any, Any] = WordsJSONField(default=dict)
    base_version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()

    objects = OwnDraftQuerySet["UpdateDraft"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "action"], name="one_draft_a_person"),
        ]

    def __str__(self) -> str:
        return f"Draft of {self.user} for {self.action}"

    def typed(self, names: Iterable[str]) -> dict[str, str]:
        """What it holds of the form's fields `names`."""
        held: Mapping[str, object] = self.fields if isinstance(self.fields, dict) else {}
        return {name: str(held[name]) for name in names if name in held}


class Evidence(models.Model):
    """A file or a link that shows something. Until the update is sent it is its writer's own.

    `path` is relative to CPCPLAN_DATA; `title` is the file's name or the link's words.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="evidence_items")
    update_shown = models.ForeignKey(
        ProgressUpdate, null=True, on_delete=models.PROTECT, related_name="evidence_items"
    )
    kind = models.CharField(max_length=10, choices=EvidenceKind)
    title = LineField(max_length=200)
    url = LinkField(max_length=1000, blank=True)
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
