"""The guard's log: who wrote where something by which a child may be known."""

from django.db import models
from django.utils import timezone


class GuardEntry(models.Model):
    """One text that was refused, or confirmed by its writer. Appended once, never changed.

    It says who, where and which kind; the text itself, or a piece of it, never.
    """

    at = models.DateTimeField(default=timezone.now, editable=False)
    by_id = models.BigIntegerField(null=True)
    by_label = models.CharField(max_length=200)
    page = models.CharField(max_length=120)
    place = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    outcome = models.CharField(max_length=10)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["by_id", "at"])]
        verbose_name_plural = "guard entries"

    def __str__(self) -> str:
        return f"{self.by_label}: {self.kind} in {self.place}"
