from datetime import datetime, timedelta

from django.db import models

from gatehouse.enums import Scope
from gatehouse.rules.delays import RATES, delay, remaining


class TryCount(models.Model):
    """How often something was tried lately: a wrong password, a letter with a link.

    `key` is a keyed digest: the table names no person and no network address. `count` stood so
    `since`, and runs down by itself. Rows that say nothing any more are forgotten.
    """

    scope = models.CharField(max_length=10, choices=Scope)
    key = models.CharField(max_length=64)
    count = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()
    # the next try is looked at from then on
    until = models.DateTimeField(null=True)
    # when the record was last told of it
    noted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "key"], name="gatehouse_one_count_each"),
        ]
        indexes = [models.Index(fields=["since"])]

    def __str__(self) -> str:
        return Scope(self.scope).label

    @property
    def delay(self) -> timedelta:
        """How long the next one waits."""
        return delay(self.count, RATES[Scope(self.scope)])

    def run_down(self, now: datetime) -> None:
        """Count what is left at `now`."""
        rate = RATES[Scope(self.scope)]
        self.count, self.since = remaining(self.count, self.since, now, rate)
