"""Files in which a whole area leaves, asked for by two people; and areas that arrived so."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from archive.enums import State
from archive.querysets import DepartureQuerySet
from committees.models import Area
from guard.fields import LinesField


class Departure(models.Model):
    """That a person asked for the file of an area, why, and what a second person said.

    `lock` encrypts it; the key that opens it was shown once to who asked and is kept nowhere.
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="departures")
    reason = LinesField(max_length=2000)
    lock = models.CharField(max_length=100)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(null=True)
    # under CPCPLAN_DATA; empty once it was taken away
    path = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    files = models.PositiveIntegerField(default=0)
    row_version = models.PositiveIntegerField(default=1)

    objects = DepartureQuerySet["Departure"].as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.ASKED, decided_by__isnull=True, decided_at__isnull=True)
                | ~Q(state=State.ASKED) & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="departure_decided_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(State.ASKED, State.DECLINED)) | ~Q(decided_by=F("asked_by")),
                name="departure_by_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.READY)
                | (~Q(path="") & ~Q(sha256="") & Q(made_at__isnull=False)),
                name="departure_ready_has_its_file",
            ),
            models.UniqueConstraint(
                fields=["area"], condition=Q(state=State.ASKED), name="one_departure_waits"
            ),
        ]

    def __str__(self) -> str:
        return f"File of {self.area}"


class Arrival(models.Model):
    """That an area came here from another installation, in which file, and how it was proven."""

    area = models.OneToOneField(Area, on_delete=models.PROTECT, related_name="arrival")
    arrived_at = models.DateTimeField(default=timezone.now, editable=False)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)
    record_head = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    files = models.PositiveIntegerField()
    proven = models.PositiveIntegerField()

    class Meta:
        ordering = ["-arrived_at"]

    def __str__(self) -> str:
        return f"Arrival of {self.area}"
