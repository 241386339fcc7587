from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from guard.fields import LineField, MailboxField
from letters.enums import LetterState


class Letter(models.Model):
    """One e-mail to one person. This row is the truth about it: made before it goes out.

    `key` makes it one: the same letter is never written twice. `message_id` is the e-mail's own,
    by which a bounce finds its row, and by which a second sending after a crash is known as the
    same. `text` is what was said, so that it can be shown later; `html` says the same. To
    `reply_to`, some addresses, an answer goes.
    """

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=120, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="letters"
    )
    address = MailboxField(max_length=254)
    subject = LineField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    reply_to: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=10, choices=LetterState, default=LetterState.WAITING)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    bounced_at = models.DateTimeField(null=True)
    bounce_reason = LineField(max_length=500, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=LetterState.SENT) | Q(sent_at__isnull=False),
                name="letter_sent_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=LetterState.BOUNCED)
                | (Q(bounced_at__isnull=False) & ~Q(bounce_reason="")),
                name="letter_bounced_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} to {self.address}"


def address(name: str, *args: object) -> str:
    """The whole address of a page, as a letter gives it to somebody who is not on the site."""
    site: str = settings.SITE_URL
    return site.rstrip("/") + reverse(name, args=args)
