"""That the record was verified on a day, and what came of it."""

from __future__ import annotations

from django.db import models


class Verification(models.Model):
    """One night's walk over the record, its snapshots and files. Appended once, never changed.

    `links` and `head` say where the chain ended; `broken` how many places were not what they were,
    and `words` tells of the first of them.
    """

    day = models.DateField(unique=True)
    at = models.DateTimeField()
    links = models.BigIntegerField()
    head = models.CharField(max_length=64)
    broken = models.PositiveIntegerField()
    words: models.JSONField[list[str], list[str]] = models.JSONField(default=list)

    class Meta:
        ordering = ["-day"]
        get_latest_by = "day"

    def __str__(self) -> str:
        return f"{self.day}: {self.broken} of {self.links}"
