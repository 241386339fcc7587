"""What administrators add to the rules of the guard."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from guard.enums import Purpose
from guard.fields import LineField


class GuardPattern(models.Model):
    """A reference of an area's own systems, or a postcode that is an office's.

    Without an area it holds for the whole installation. It is added and removed, never changed.
    """

    area = models.ForeignKey(
        "committees.Area",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="guard_patterns",
    )
    purpose = models.CharField(max_length=12, choices=Purpose)
    text = LineField(max_length=60)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["purpose", "text", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "purpose", "text"], name="guard_pattern_once_in_an_area"
            ),
            models.UniqueConstraint(
                fields=["purpose", "text"],
                condition=Q(area__isnull=True),
                name="guard_pattern_once_everywhere",
            ),
        ]

    def __str__(self) -> str:
        return self.text
