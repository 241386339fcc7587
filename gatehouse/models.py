from datetime import datetime, timedelta
from typing import Final

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Agency, User
from gatehouse.enums import Scope, VerifiedBy
from gatehouse.rules.delays import RATES, delay, remaining
from guard.fields import LinkField, WordsJSONField


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


# what the encryption of client secrets is for: other secrets have other keys
PURPOSE: Final = "agency sign-in"


class AgencySignIn(models.Model):
    """How people of an agency sign in through it, by OpenID Connect. Set on the command line:
    whoever sets it could come in as anybody of the agency."""

    agency = models.OneToOneField(Agency, on_delete=models.PROTECT, related_name="sign_in")
    slug = models.SlugField(max_length=60, unique=True)
    issuer = LinkField(max_length=300)
    client_id = models.CharField(max_length=200)
    # encrypted, or the name of the environment's variable that holds it
    secret = models.TextField(blank=True)
    secret_variable = models.CharField(max_length=100, blank=True)
    domains: models.JSONField[list[str], list[str]] = WordsJSONField(default=list)
    # the values of `amr` or `acr` that count as a second factor here
    factors: models.JSONField[list[str], list[str]] = WordsJSONField(default=list, blank=True)
    verified_by = models.CharField(max_length=20, choices=VerifiedBy, default=VerifiedBy.STANDARD)
    # people of the agency have no other way in
    only_way = models.BooleanField(default=False)
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(secret="") | ~Q(secret_variable=""), name="gatehouse_has_secret"
            ),
        ]

    def __str__(self) -> str:
        return f"sign-in of {self.agency}"


class SubjectLink(models.Model):
    """The account that an agency's name for somebody opens. Made once, moved never: it is taken
    away and made anew."""

    sign_in = models.ForeignKey(AgencySignIn, on_delete=models.PROTECT, related_name="links")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="subject_links")
    # of issuer and subject
    digest = models.CharField(max_length=64)
    linked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sign_in", "digest"], name="gatehouse_one_account"),
            models.UniqueConstraint(fields=["sign_in", "user"], name="gatehouse_one_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.sign_in.agency}"
