"""Who was sent an issued report, and who took its documents."""

from django.conf import settings
from django.db import models

from letters.models import Letter
from reporting.enums import FileFormat
from reporting.models.reports import Report
from reporting.querysets import ByReportQuerySet


class Delivery(models.Model):
    """A report sent to one chief officer, and the moment they said that they have it."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="deliveries")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reports_delivered"
    )
    letter = models.OneToOneField(
        Letter, null=True, on_delete=models.PROTECT, related_name="delivery"
    )
    asked_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)

    objects = ByReportQuerySet["Delivery"].as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        ordering = ["report", "user"]
        constraints = [
            models.UniqueConstraint(fields=["report", "user"], name="one_delivery_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.report} to {self.user}"


class Download(models.Model):
    """Somebody took a document. Appended, never changed."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="downloads")
    format = models.CharField(max_length=10, choices=FileFormat)
    sha256 = models.CharField(max_length=64)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ByReportQuerySet["Download"].as_manager()

    class Meta:
        ordering = ["report", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_format_display()} of {self.report}, {self.user}"
