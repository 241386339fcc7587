from typing import Any

from django.db import models
from django.utils import timezone


class Event(models.Model):
    """One thing that somebody did. Appended once, never changed: the database refuses.

    No foreign keys into the domain, so that the record outlives the people and rows it names.
    """

    at = models.DateTimeField(default=timezone.now, editable=False)
    verb = models.CharField(max_length=60)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=200)
    area_id = models.BigIntegerField(null=True)
    target_type = models.CharField(max_length=60)
    target_id = models.BigIntegerField(null=True)
    target_label = models.CharField(max_length=300)
    changes: models.JSONField[Any, Any] = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["target_type", "target_id", "at"]),
            models.Index(fields=["area_id", "at"]),
        ]

    def __str__(self) -> str:
        return f"{self.actor_label}: {self.verb} {self.target_label}"
