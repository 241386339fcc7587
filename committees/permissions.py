"""May this person do this in this area, today?"""

from django.core.exceptions import PermissionDenied

from accounts.roles import ROLE_PERMISSIONS, Permission, Role, needs_factor_by_default
from committees.models import Area, RoleGrant
from committees.querysets import Actor, InAreaQuerySet, M

_KEPT, _NAMES, _FACTOR = "_granted_permissions", "_granted_areas", "_areas_with_factor"
_ROLES = "_granted_roles"


def may(user: Actor, permission: Permission, area: Area | int) -> bool:
    """Whether `user` holds `permission` in `area` through a role grant that is current today."""
    pk = area.pk if isinstance(area, Area) else area
    return permission in permissions_in(user, pk)


def permissions_in(user: Actor, area_id: int) -> frozenset[Permission]:
    """All permissions of `user` in an area; one query a request, kept on the user object."""
    return _granted(user).get(area_id, frozenset())


def roles_in(user: Actor, area_id: int) -> frozenset[Role]:
    """The roles that `user` holds in an area today; no query of its own."""
    _granted(user)
    roles: dict[int, frozenset[Role]] = getattr(user, _ROLES, {})
    return roles.get(area_id, frozenset())


def may_anywhere(user: Actor, permission: Permission) -> bool:
    return any(permission in granted for granted in _granted(user).values())


def area_names(user: Actor) -> list[str]:
    """The names of the areas in which `user` holds any role today; no query of its own."""
    _granted(user)
    names: dict[int, str] = getattr(user, _NAMES, {})
    return sorted(names.values())


def areas_with_factor(user: Actor) -> list[str]:
    """The names of the areas in which a role that `user` holds today needs a second factor; no
    query of its own."""
    _granted(user)
    names: set[str] = getattr(user, _FACTOR, set())
    return sorted(names)


def makes_areas(user: Actor) -> bool:
    """Whether `user` may make new areas (`accounts.services.appoint_area_maker`). It opens none."""
    return user.is_active and user.is_superuser


def require(user: Actor, permission: Permission, area: Area | int) -> None:
    """Raise PermissionDenied (403) unless `user` holds `permission` in `area`."""
    if not may(user, permission, area):
        raise PermissionDenied(f"{permission.label} is not part of your role here.")


def permitted(user: Actor, row: M, rows: InAreaQuerySet[M], permission: Permission | None) -> M:
    """`row`, which is one of `rows`. Raises PermissionDenied (403) unless `user` holds
    `permission` in its area; None asks for none."""
    if permission is not None:
        require(user, permission, rows.area_id_of(row))
    return row


def _granted(user: Actor) -> dict[int, frozenset[Permission]]:
    if not user.is_authenticated:
        return {}
    kept: dict[int, frozenset[Permission]] | None = getattr(user, _KEPT, None)
    if kept is None:
        kept = _load(user)
        setattr(user, _KEPT, kept)
    return kept


def _load(user: Actor) -> dict[int, frozenset[Permission]]:
    granted: dict[int, frozenset[Permission]] = {}
    names: dict[int, str] = {}
    roles: dict[int, frozenset[Role]] = {}
    guarded: set[str] = set()
    rows = RoleGrant.objects.filter(user_id=user.pk or 0).current().order_by()
    columns = ("area_id", "area__name", "role", "area__factor_policy__roles")
    for area_id, name, role, needing in rows.values_list(*columns):
        names[area_id] = name
        if role in (needs_factor_by_default() if needing is None else needing):
            guarded.add(name)
        roles[area_id] = roles.get(area_id, frozenset()) | {Role(role)}
        granted[area_id] = granted.get(area_id, frozenset()) | ROLE_PERMISSIONS[Role(role)]
    setattr(user, _NAMES, names)
    setattr(user, _ROLES, roles)
    setattr(user, _FACTOR, guarded)
    return granted
