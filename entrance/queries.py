"""Somebody's sessions, factors and the record of their sign-ins."""

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role, needs_factor_by_default
from audit.models import Event
from committees.models import Area
from entrance.enums import OF_SIGN_IN
from entrance.models import FactorPolicy, Session

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def sessions_of(user: User) -> QuerySet[Session]:
    """Where `user` is signed in now, the last one used first."""
    return Session.objects.filter(user=user, expire_date__gt=timezone.now())


def factors_of(user: User) -> list[Authenticator]:
    """Their one-time codes and security keys; recovery codes stand for these and are none."""
    rows = Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS)
    return list(rows.order_by("created_at", "pk"))


def spare_codes_of(user: User) -> int | None:
    """How many recovery codes are left; None where there never were any."""
    row = Authenticator.objects.filter(
        user_id=user.pk, type=Authenticator.Type.RECOVERY_CODES
    ).first()
    return len(row.wrap().get_unused_codes()) if row else None


def sign_in_events(user: User, most: int) -> list[Event]:
    rows = Event.objects.filter(
        target_type=User._meta.label_lower, target_id=user.pk, verb__in=OF_SIGN_IN
    )
    return list(rows[:most])


def policy_of(area: Area) -> FactorPolicy:
    """The area's policy; one that is not saved, of version 0, where it has the default."""
    row = FactorPolicy.objects.filter(area=area).first()
    return row or FactorPolicy(area=area, roles=needs_factor_by_default(), row_version=0)


def roles_named(roles: list[str]) -> list[str]:
    return [role.label for role in Role if role in roles]
