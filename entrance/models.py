"""Sessions, and which roles of an area need a second factor."""

from collections.abc import Iterable
from importlib import import_module

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone

from accounts.roles import Role, needs_factor_by_default
from guard.fields import LineField


class Session(AbstractBaseSession):
    """A browser in which somebody is signed in; without a person, one that keeps what was typed
    before signing in. `session_key` is the hash of what the browser's cookie holds."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="sessions"
    )
    began = models.DateTimeField(default=timezone.now)
    seen = models.DateTimeField(default=timezone.now)
    device = LineField(max_length=80, blank=True)
    network = LineField(max_length=40, blank=True)

    class Meta(AbstractBaseSession.Meta):
        ordering = ["-seen", "session_key"]

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        store: type[SessionBase] = import_module(settings.SESSION_ENGINE).SessionStore
        return store


class FactorPolicy(models.Model):
    """Which roles of an area need a second factor. An area without a row has the default: every
    role that sees plans or manages people."""

    area = models.OneToOneField(
        "committees.Area", on_delete=models.CASCADE, related_name="factor_policy"
    )
    roles: models.JSONField[Iterable[str], list[str]] = models.JSONField(
        default=needs_factor_by_default
    )
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "factor policies"

    def __str__(self) -> str:
        return f"second factor in {self.area}"

    def labels(self) -> list[str]:
        return [role.label for role in Role if role in self.roles]
