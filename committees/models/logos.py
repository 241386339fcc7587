"""The picture by which an area's committee is known."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from committees.models.organisation import Area
from committees.querysets import LogoQuerySet
from guard.fields import LineField


class Logo(models.Model):
    """A logo as it was put at the head of an area's papers; without an image, that it was taken
    away.

    Appended, never changed: the newest row of an area counts, and a frozen report names the one
    that it was frozen with by its hash, so the image stays for ever (ADR 359).
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="logos")
    # as `committees.rules.logos` made it anew from what was sent
    image = models.BinaryField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    width = models.PositiveSmallIntegerField(default=0)
    height = models.PositiveSmallIntegerField(default=0)
    alt = LineField(max_length=200, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = LogoQuerySet["Logo"].as_manager()

    class Meta:
        ordering = ["area", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256="", alt="", width=0, height=0)
                | Q(sha256__regex=r"^[0-9a-f]{64}$", width__gt=0, height__gt=0) & ~Q(alt=""),
                name="logo_whole_or_taken_away",
            ),
        ]

    def __str__(self) -> str:
        return self.alt or f"No logo of {self.area}"

    @property
    def row_version(self) -> int:
        """What an edit is held against: each row is a version of its own."""
        return self.pk or 0
