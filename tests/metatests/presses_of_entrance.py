"""What a person sends about their own way in, and an administrator about that of others."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.roles import Role
from entrance.models import Session
from tests import factories as make
from tests.metatests.press import Prepared, Press
from tests.metatests.world import World


def _somewhere_else(user: Any, digit: str) -> str:
    """`user` is signed in in another browser too."""
    ends = timezone.now() + timedelta(hours=1)
    return str(Session.objects.create(session_key=digit * 40, user=user, expire_date=ends).pk)


def _own_session(w: World) -> Press:
    user = make.person_with(Role.MEMBER, w.area)
    return Press({"session": _somewhere_else(user, "5")}, by=user)


def _members_sessions(w: World) -> Press:
    grant = make.RoleGrantFactory(area=w.area)
    _somewhere_else(grant.user, "6")
    return Press(at=[grant.pk])


ENTRANCE: dict[str, Prepared] = {
    "session_end": _own_session,
    "member_sessions": _members_sessions,
    "factor_policy": lambda w: Press({"roles": ["elected_member"]}),
}
