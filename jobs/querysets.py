from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from jobs.enums import JobState

if TYPE_CHECKING:
    from jobs.models import Job  # noqa: F401  (named in the string below)

MAX_ATTEMPTS = 5


class JobQuerySet(QuerySet["Job"]):
    def abandoned(self, now: datetime) -> "JobQuerySet":
        """Running, but nobody has kept the lease: the worker was killed."""
        return self.filter(state=JobState.RUNNING, lease_until__lt=now)

    def claimable(self, now: datetime) -> "JobQuerySet":
        """Jobs that a worker may start at `now`: waiting and due, or abandoned."""
        waiting = Q(state=JobState.QUEUED, due_at__lte=now)
        abandoned = Q(state=JobState.RUNNING, lease_until__lt=now)
        return self.filter(waiting | abandoned, attempts__lt=MAX_ATTEMPTS)

    def unanswered(self, now: datetime, patience: timedelta) -> "JobQuerySet":
        """Claimable jobs for which nobody has come within `patience` of the last ring."""
        return self.claimable(now).filter(Q(rung_at=None) | Q(rung_at__lt=now - patience))
