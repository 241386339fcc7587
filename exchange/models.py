"""Edited files of a plan: what they hold, and what was taken over of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from exchange.querysets import EditedFileQuerySet
from guard.fields import LineField, WordsJSONField
from plans.models import Plan


class EditedFile(models.Model):
    """A file of a standing plan that somebody edited and sent in.

    Until it is applied nothing of it is in the plan. `content` is what was read of it, `taken_over`
    what was, in sentences, once it was applied.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="edited_files")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    file_name = LineField(max_length=200)
    mark = models.CharField(max_length=64)
    content: "WordsJSONField[object, object]" = WordsJSONField()
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    applied_at = models.DateTimeField(null=True)
    taken_over: "WordsJSONField[object, object]" = WordsJSONField(default=list)

    objects = EditedFileQuerySet["EditedFile"].as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(applied_by__isnull=True, applied_at__isnull=True)
                | Q(applied_by__isnull=False, applied_at__isnull=False),
                name="edited_file_applied_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["plan", "made_by", "mark"],
                condition=Q(applied_at__isnull=True),
                name="edited_file_waits_once",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name
