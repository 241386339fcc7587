"""Spreadsheets being looked at before anything is written, and what their words mean."""

from django.conf import settings
from django.db import models

from committees.models import Area
from guard.fields import LineField, WordsJSONField
from imports.enums import Subject
from imports.querysets import ImportDecisionQuerySet, ImportDraftQuerySet
from plans.models import Plan


class ImportDraft(models.Model):
    """A spreadsheet that was sent in and is being looked at: nothing of it is in a plan yet."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="import_drafts")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    file_name = LineField(max_length=200)
    title = LineField(max_length=200)
    period_start = models.DateField()
    period_end = models.DateField()
    legend = LineField(max_length=40)
    content: "WordsJSONField[object, object]" = WordsJSONField()
    mapping: "WordsJSONField[object, object]" = WordsJSONField(default=dict)
    plan = models.OneToOneField(
        Plan, null=True, on_delete=models.SET_NULL, related_name="import_draft"
    )
    row_version = models.PositiveIntegerField(default=1)

    objects = ImportDraftQuerySet["ImportDraft"].as_manager()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.file_name


class ImportDecision(models.Model):
    """What a person decided that words of a plan mean in this area. Appended, never changed: of the
    same words the last holds, and one without a value says that the words speak for themselves.

    `key` is what makes two wordings one, `value` as `imports.rules.words.meanings` has it; a lead's
    post or group stands there by its name.
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="import_decisions")
    subject = models.CharField(max_length=10, choices=Subject)
    key = LineField(max_length=200)
    words = LineField(max_length=200)
    value = LineField(max_length=220, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = ImportDecisionQuerySet["ImportDecision"].as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["area", "subject", "key"])]

    def __str__(self) -> str:
        return f"{self.words}: {self.value}"
