"""Calls of the services that change who sees what; the other calls: `tests/metatests/writes.py`."""

from typing import Any

from accounts.roles import Role
from committees.enums import AccessBasis, AccessKind, AccessState
from committees.services.access_letters import Told
from tests import factories as make
from tests.metatests.world import World
from tests.metatests.write_shape import DAY, Prepare, actor


def _second_administrator(w: World) -> Any:
    make.RoleGrantFactory(area=w.area, role=Role.ADMINISTRATOR)
    return make.person_with(Role.ADMINISTRATOR, w.area)


def _second_person(w: World) -> dict[str, Any]:
    make.RoleGrantFactory(area=w.area, user=actor(), role=Role.CHAIR)
    changes = [make.AccessChangeFactory(area=w.area)]
    return {"area": w.area, "changes": changes, "accepted": True}


def _own_address(w: World) -> Any:
    by = actor()
    fields = {"kind": AccessKind.ADDRESS, "email": "una@example.test", "role": ""}
    return make.AccessChangeFactory(area=w.area, user=by, proposed_by=by, starts=None, **fields)


ACCESS: dict[str, Prepare] = {
    "committees.hold_post": lambda w: {
        "post": w.post,
        "user": make.UserFactory(),
        "starts": DAY,
    },
    "committees.propose_role": lambda w: {
        "user": make.UserFactory(),
        "area": w.area,
        "role": Role.CHAIR,
    },
    "committees.propose_access": lambda w: {
        "user": make.UserFactory(),
        "area": w.area,
        "kind": AccessKind.ROLE,
        "values": {"role": Role.CHAIR},
    },
    "committees.set_up_access": lambda w: {
        "user": make.UserFactory(),
        "area": w.area,
        "kind": AccessKind.ROLE,
        "basis": AccessBasis.FOUNDING,
        "values": {"role": Role.CHAIR},
    },
    "committees.close_access": lambda w: {
        "change": make.AccessChangeFactory(area=w.area),
        "state": AccessState.REFUSED,
    },
    "committees.apply_access": lambda w: {"change": make.AccessChangeFactory(area=w.area)},
    "committees.answer_access": _second_person,
    "committees.change_own_address": lambda w: {
        "email": make.RoleGrantFactory(area=w.area, user=actor()) and "una@example.test"
    },
    "committees.verify_address": lambda w: {"change": _own_address(w)},
    "committees.withdraw_access": lambda w: {"change": _own_address(w)},
    "committees.void_access": lambda w: {
        "user": make.AccessChangeFactory(area=w.area).user,
    },
    "committees.write_access_letters": lambda w: {
        "area": w.area,
        "changes": [make.AccessChangeFactory(area=w.area)],
        "told": Told.PROPOSED,
    },
    "committees.write_deactivation_letters": lambda w: {
        "area": w.area,
        "user": make.UserFactory(),
        "posts": ["Chief Nurse"],
    },
    "committees.deactivate": lambda w: {"area": w.area, "user": _second_administrator(w)},
    "committees.name_holder": lambda w: {
        "post": w.post,
        "user": make.UserFactory(),
        "starts": DAY,
    },
    "committees.name_deputy": lambda w: {
        "post": w.post,
        "user": make.UserFactory(),
        "starts": DAY,
    },
    "committees.propose_holding": lambda w: {"post": w.post, "starts": DAY},
    "committees.propose_return": lambda w: {
        "area": w.area,
        "user": make.UserFactory(is_active=False),
    },
    "committees.propose_person": lambda w: {
        "area": w.area,
        "name": "Una Ross",
        "email": "una@example.test",
        "role": Role.MEMBER,
    },
    "committees.propose_address": lambda w: {
        "area": w.area,
        "user": w.grant.user,
        "email": "una@example.test",
    },
}
