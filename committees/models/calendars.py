"""Addresses at which calendar programs read dates."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from committees.models.organisation import Body
from committees.querysets import OwnQuerySet
from committees.rules.feed_secrets import digest_of, secret_of


class CalendarFeed(models.Model):
    """A secret address at which a calendar program reads dates: a person's own, or one body's.

    The secret is worked out from `mark` and the site's key where it is shown to its owner, and
    found by its `digest`: who has the database alone can read no calendar.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds"
    )
    body = models.ForeignKey(
        Body, null=True, on_delete=models.CASCADE, related_name="calendar_feeds"
    )
    mark = models.CharField(max_length=43, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = OwnQuerySet["CalendarFeed"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(body__isnull=True), name="one_own_feed"
            ),
            models.UniqueConstraint(
                fields=["user", "body"], condition=Q(body__isnull=False), name="one_feed_a_body"
            ),
        ]

    def __str__(self) -> str:
        return str(self.body or "Own dates")

    @property
    def secret(self) -> str:
        """Empty where it cannot be shown again: the site has another key by now, or the address
        is older than its mark. It goes on being found."""
        secret = secret_of(self.mark, settings.SECRET_KEY)
        return secret if digest_of(secret) == self.digest else ""
