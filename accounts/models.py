from datetime import datetime
from typing import Any, ClassVar, TypedDict

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from audit.enums import Kind
from audit.models import Thing
from guard.fields import LineField, MailboxField


class Weekday(models.IntegerChoices):
    """Working days as `date.weekday()` counts them."""

    MONDAY = 0, "Monday"
    TUESDAY = 1, "Tuesday"
    WEDNESDAY = 2, "Wednesday"
    THURSDAY = 3, "Thursday"
    FRIDAY = 4, "Friday"


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        if not email:
            raise ValueError("A person needs an e-mail address to sign in")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(
            email, password, **{**fields, "is_staff": True, "is_superuser": True}
        )

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in. What they may do comes from role grants in an area, never from here:
    a superuser has no plan text by right."""

    email = MailboxField("e-mail address", max_length=254, unique=True)
    name = LineField(max_length=120)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=timezone.now)
    # the day of the week on which this person wants to be asked; None: the day it is due
    mail_day = models.PositiveSmallIntegerField(null=True, blank=True, choices=Weekday)
    # of what others may write about a person: the address
    row_version = models.PositiveIntegerField(default=1)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "email"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="accounts_user_email_any_case"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]


class AgencyKind(models.TextChoices):
    COUNCIL = "council", "Council"
    HEALTH = "health", "NHS"
    POLICE = "police", "Police"
    REPORTER = "reporter", "Children's Reporter"
    THIRD_SECTOR = "third_sector", "Third sector"
    OTHER = "other", "Other"


class AgencyFacts(TypedDict):
    """What a version keeps of an agency."""

    name: str
    kind: str


class Agency(models.Model):
    """A partner: council service, NHS board, police division, Reporter, third-sector body.

    One agency may serve several areas (committees.Area.agencies says which)."""

    name = LineField(max_length=160, unique=True)
    kind = models.CharField(max_length=20, choices=AgencyKind, default=AgencyKind.OTHER)

    class Meta:
        verbose_name_plural = "agencies"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def thing(self) -> Thing:
        facts: AgencyFacts = {"name": self.name, "kind": self.kind}
        return Thing(Kind.AGENCY, self.pk, plan_id=None, area_id=None, state=facts)


class Shared(models.Model):
    """A draft that is its writers' alone until a named person shares it; then it stays shared."""

    shared_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    shared_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def share(self, by: User, at: datetime | None = None) -> bool:
        """Share a row that is locked; whether it was not shared before."""
        if self.shared_at is not None:
            return False
        self.shared_by, self.shared_at = by, at or timezone.now()
        self.save(update_fields=["shared_by", "shared_at"])
        return True


def shared_by_somebody(name: str) -> models.CheckConstraint:
    """What is shared says by whom."""
    somebody = Q(shared_at__isnull=True) | Q(shared_by__isnull=False)
    return models.CheckConstraint(condition=somebody, name=name)


class Ended(models.Model):
    """What stands until somebody ends it: a row that has ended stays."""

    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def end(self, by: User | None) -> bool:
        """End a row that is locked; whether it stood until now."""
        if self.ended_at is not None:
            return False
        self.ended_at, self.ended_by = timezone.now(), by
        self.save(update_fields=["ended_at", "ended_by"])
        return True


class Spell(Ended):
    """What somebody added at a moment, and what stands until somebody ends it."""

    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        abstract = True
