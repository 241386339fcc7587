"""Papers that people write beside facts which the program holds, and that others agree."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from committees.models import Area, Meeting
from guard.fields import LinesField
from papers.enums import PaperKind
from papers.querysets import PaperPartQuerySet, PaperQuerySet
from reporting.enums import Marking
from reporting.models import Report
from voices.enums import Relation


class Paper(models.Model):
    """The minutes of a meeting, or a young people's summary of an issued report.

    A draft until somebody agrees it who wrote none of it; from then on `content` is what is printed
    and `sha256` its hash. Taken back it stays, and another may be begun.
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=10, choices=PaperKind)
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.PROTECT, related_name="papers")
    report = models.ForeignKey(Report, null=True, on_delete=models.PROTECT, related_name="papers")
    marking = models.CharField(max_length=20, choices=Marking, blank=True)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    begun_at = models.DateTimeField()
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True)
    # the meeting that agreed minutes, which is a later one of the same body
    agreed_meeting = models.ForeignKey(
        Meeting, null=True, on_delete=models.PROTECT, related_name="papers_agreed"
    )
    content: "models.JSONField[Any, Any]" = models.JSONField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = LinesField(max_length=2000, blank=True)
    row_version = models.PositiveIntegerField(default=1)

    objects = PaperQuerySet["Paper"].as_manager()

    class Meta:
        ordering = ["area", "-begun_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=PaperKind.MINUTES, meeting__isnull=False, report__isnull=True)
                | Q(kind=PaperKind.SUMMARY, report__isnull=False, meeting__isnull=True),
                name="paper_is_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True, agreed_by__isnull=True, sha256="")
                | (
                    Q(agreed_at__isnull=False, agreed_by__isnull=False, content__isnull=False)
                    & ~Q(sha256="")
                    & ~Q(marking="")
                ),
                name="paper_agreed_has_who_and_what",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~Q(withdrawn_reason=""),
                name="paper_withdrawn_has_who_and_why",
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_paper_of_a_meeting",
            ),
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_paper_of_a_report",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.meeting or self.report}"

    @property
    def draft(self) -> bool:
        return self.agreed_at is None


class PaperPart(models.Model):
    """What somebody wrote under one part. Words that quote somebody bear the consent: from whom by
    relation, and of which day."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="parts")
    key = models.CharField(max_length=40)
    words = LinesField(max_length=8000, blank=True)
    consent_from = models.CharField(max_length=20, choices=Relation, blank=True)
    consent_on = models.DateField(null=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()
    row_version = models.PositiveIntegerField(default=1)

    objects = PaperPartQuerySet["PaperPart"].as_manager()

    class Meta:
        ordering = ["paper", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "key"], name="one_part_of_a_key"),
            models.CheckConstraint(
                condition=Q(consent_from="", consent_on__isnull=True)
                | ~Q(consent_from="") & Q(consent_on__isnull=False),
                name="consent_is_of_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper}, {self.key}"
