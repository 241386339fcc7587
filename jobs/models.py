from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from documents.files.made import FORM
from jobs.enums import FileState, JobState
from jobs.querysets import JobQuerySet


class Job(models.Model):
    """One piece of work outside a request. This row is the truth; the broker only rings the bell.

    No foreign keys into the domain: `area_id` and `created_by_id` are plain numbers.
    """

    task = models.CharField(max_length=100)
    payload: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    area_id = models.BigIntegerField(null=True, blank=True)
    created_by_id = models.BigIntegerField(null=True, blank=True)
    created_by_label = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    state = models.CharField(max_length=10, choices=JobState, default=JobState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    rung_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    lease_token = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)

    steps_done = models.PositiveIntegerField(default=0)
    steps_total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=200, blank=True)
    result: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    error = models.TextField(blank=True)

    objects: ClassVar[Any] = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "due_at"]), models.Index(fields=["area_id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=JobState.RUNNING, lease_token__isnull=False)
                | Q(~Q(state=JobState.RUNNING), lease_token__isnull=True),
                name="jobs_job_running_holds_a_lease",
            ),
            models.CheckConstraint(
                condition=Q(lease_token__isnull=True, lease_until__isnull=True)
                | Q(lease_token__isnull=False, lease_until__isnull=False),
                name="jobs_job_lease_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[JobState.DONE, JobState.FAILED], finished_at__isnull=False)
                | Q(state__in=[JobState.QUEUED, JobState.RUNNING], finished_at__isnull=True),
                name="jobs_job_finished_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(steps_done__lte=F("steps_total")), name="jobs_job_steps_within_total"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.pk}"

    @property
    def is_finished(self) -> bool:
        return self.state in {JobState.DONE, JobState.FAILED}

    @property
    def percent_done(self) -> int:
        """Whole per cent of the steps done; 0 while the number of steps is not known."""
        return self.steps_done * 100 // self.steps_total if self.steps_total else 0


class MadeFile(models.Model):
    """A document that a job makes of something frozen. The row exists before the job; in which
    formats it can be made its own model says, and whoever makes it where it lies."""

    FORMATS: ClassVar[type[models.TextChoices]]

    format: "models.CharField[str, str]"
    template_version = models.CharField(max_length=10, default=FORM)
    state = models.CharField(max_length=10, choices=FileState, default=FileState.WAITING)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    path = models.CharField(max_length=300, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    pages = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def document(self) -> str:
        """What kind of document it is, in words: the name of its format."""
        return str(self.FORMATS(self.format).label)
