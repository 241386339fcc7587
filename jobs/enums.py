from typing import Final

from django.db.models import TextChoices

# names of tasks: what services ring and workers answer to
SWEEP: Final = "jobs.sweep"


class JobState(TextChoices):
    """Where a job stands. A running job whose lease has run out counts as waiting."""

    QUEUED = "queued", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


class FileState(TextChoices):
    """Where a document stands that a job makes."""

    WAITING = "waiting", "Waiting"
    READY = "ready", "Ready"
    FAILED = "failed", "Failed"
    WITHDRAWN = "withdrawn", "Withdrawn"  # taken away after it was issued; its hash stays
