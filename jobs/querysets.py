from datetime import datetime, timedelta
from typing import Self, TypeVar

from django.db.models import Model, Q, QuerySet

from jobs.enums import JobState

MAX_ATTEMPTS = 5


M = TypeVar("M", bound=Model)


class JobQuerySet(QuerySet[M]):
    def abandoned(self, now: datetime) -> Self:
        """Running, but nobody has kept the lease: the worker was killed."""
        return self.filter(state=JobState.RUNNING, lease_until__lt=now)

    def claimable(self, now: datetime) -> Self:
        """Jobs that a worker may start at `now`: waiting and due, or abandoned."""
        waiting = Q(state=JobState.QUEUED, due_at__lte=now)
        abandoned = Q(state=JobState.RUNNING, lease_until__lt=now)
        return self.filter(waiting | abandoned, attempts__lt=MAX_ATTEMPTS)

    def unanswered(self, now: datetime, patience: timedelta) -> Self:
        """Claimable jobs for which nobody has come within `patience` of the last ring."""
        return self.claimable(now).filter(Q(rung_at=None) | Q(rung_at__lt=now - patience))
