"""Presses of changes of who sees what; the other presses: `tests/metatests/presses.py`."""

from typing import Any

from accounts.roles import Role
from committees.enums import AccessKind
from committees.queries.address_links import link_of
from tests import factories as make
from tests.metatests.press import Prepared, Press, ahead
from tests.metatests.world import World


def _own(w: World) -> Any:
    """Somebody changes their own address, and it waits."""
    user = make.person_with(Role.MEMBER, w.area)
    fields = {"kind": AccessKind.ADDRESS, "email": f"new.{user.email}", "role": "", "starts": None}
    return make.AccessChangeFactory(area=w.area, user=user, proposed_by=user, **fields)


def _answered(w: World) -> Press:
    rows = [make.AccessChangeFactory(area=w.area) for _ in range(2)]
    return Press({"changes": [row.pk for row in rows], "accepted": "yes"}, by=Role.CHAIR)


def _withdrawn(w: World) -> Press:
    by = make.person_with(Role.ADMINISTRATOR, w.area)
    row = make.AccessChangeFactory(area=w.area, proposed_by=by)
    return Press(at=[row.pk], by=by)


def _kept(w: World) -> Press:
    row = _own(w)
    return Press(at=[row.pk], by=row.user)


def _verified(w: World) -> Press:
    row = _own(w)
    return Press(at=[link_of(row).split("/")[-2]], by=row.user)


def _deactivated(w: World) -> Press:
    make.RoleGrantFactory(area=w.area, role=Role.ADMINISTRATOR)
    return Press(at=[make.RoleGrantFactory(area=w.area, role=Role.MEMBER).pk])


def _returned(w: World) -> Press:
    grant = make.RoleGrantFactory(area=w.area, role=Role.MEMBER, user__is_active=False)
    return Press(at=[grant.pk])


def _holding(w: World) -> Any:
    """Somebody's time in a post that no other form ends."""
    return make.PostHoldingFactory(post__area=w.area)


def _stranger(w: World) -> Any:
    """A role of somebody who chose no password yet."""
    return make.RoleGrantFactory(area=w.area, role=Role.MEMBER, user__password=None)


ACCESS: dict[str, Prepared] = {
    "person_add": lambda w: Press({"name": "Una", "email": "una@example.test", "role": "member"}),
    "role_grant": lambda w: Press({"user": w.holding.user_id, "role": "chair"}),
    "holder_set": lambda w: Press({"user": make.person_with(Role.MEMBER, w.area).pk}),
    "deputy_set": lambda w: Press({"user": make.person_with(Role.MEMBER, w.area).pk}),
    "holding_end": lambda w: Press({"ends": ahead(9)}, at=[_holding(w).pk]),
    "invite_again": lambda w: Press(at=[_stranger(w).pk]),
    "area_access": _answered,
    "access_withdraw": _withdrawn,
    "own_address_keep": _kept,
    "address_verify": _verified,
    "person_deactivate": _deactivated,
    "person_return": _returned,
}
