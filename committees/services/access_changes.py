"""The rows of changes of access, and what each does once it is confirmed (ADR 180).

Nothing here gives anything by the word of one person of an area. Only the operator, at the command
line (`by` is nobody), and the making of an area do; the row says so in its `basis`.
"""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.services import correct_address, let_in_again, send_invitation
from audit.services import record
from audit.services.edits import locked, locked_rows
from committees.enums import AccessBasis, AccessKind, AccessState
from committees.models import AccessChange, Area
from committees.queries.access import in_words
from committees.rules.access import expires_on
from committees.services.access_letters import Told, write_access_letters
from committees.services.posts import hold_post
from committees.services.roles import give_role

Values = Mapping[str, Any]
CLOSED = {
    AccessState.CONFIRMED: "confirmed change of access",
    AccessState.REFUSED: "refused change of access",
    AccessState.WITHDRAWN: "withdrew change of access",
    AccessState.VOID: "voided change of access",
    AccessState.EXPIRED: "let change of access expire",
}
# columns that may be empty, or that no person typed
UNASKED = {field.name for field in AccessChange._meta.concrete_fields if field.null}


@transaction.atomic
def propose_access(
    *,
    by: User | None,
    area: Area,
    user: User,
    kind: AccessKind,
    values: Values,
    told: bool = True,
) -> AccessChange:
    """The row that waits for a second person; the one that waits already where it says the same.
    What the operator says is done at once."""
    locked(area)
    if by is None:
        basis = AccessBasis.OPERATOR
        return set_up_access(
            by=by, area=area, user=user, kind=kind, basis=basis, values=values, told=told
        )
    if not user.is_active and kind != AccessKind.RETURN:
        raise ValidationError(f"{user} was deactivated. Let them in again first.")
    if waiting := _waiting(area, user, kind, values):
        if waiting.proposed_by_id == by.pk and _says(waiting, values):
            return waiting
        raise ValidationError(
            f"A change like this waits already: {in_words(waiting)} It is confirmed, refused or "
            "withdrawn first."
        )
    change = _new(by, area, user, kind, values)
    change.save()
    _record(by, change, "proposed change of access")
    if told:
        write_access_letters(by=by, area=area, changes=[change], told=Told.PROPOSED)
    return change


@transaction.atomic
def set_up_access(
    *,
    by: User | None,
    area: Area,
    user: User,
    kind: AccessKind,
    basis: AccessBasis,
    values: Values,
    told: bool = True,
) -> AccessChange:
    """What the operator, or the maker of an area, sets up: done at once, by `basis`."""
    if basis == AccessBasis.SECOND_PERSON:
        raise ValueError("A second person confirms what was proposed.")
    change = _new(by, area, user, kind, values)
    change.basis, change.state, change.decided_at = basis, AccessState.CONFIRMED, timezone.now()
    change.save()
    _record(by, change, "set up access")
    apply_access(by=by, change=change)
    if told and by is None:
        write_access_letters(by=by, area=area, changes=[change], told=Told.CONFIRMED)
    return change


@transaction.atomic
def close_access(*, by: User | None, change: AccessChange, state: AccessState) -> None:
    """The one place where what waits stops waiting; the caller has locked it."""
    change.state, change.decided_by, change.decided_at = state, by, timezone.now()
    change.save(update_fields=["state", "decided_by", "decided_at"])
    _record(by, change, CLOSED[state])


@transaction.atomic
def apply_access(*, by: User | None, change: AccessChange) -> None:
    """Do what was confirmed. Nothing begins before the day on which it was."""
    user, area_id = change.user, change.area_id
    if change.kind == AccessKind.ADDRESS:
        now = locked(user)
        version, email = now.row_version, change.email
        correct_address(by=by, user=now, expected=version, email=email, area_id=area_id)
    elif change.kind == AccessKind.RETURN:
        let_in_again(by=by, user=user, area_id=area_id)
    elif change.kind == AccessKind.HOLDING:
        _hold(by, change)
    else:
        _give(by, change)


def _hold(by: User | None, change: AccessChange) -> None:
    if change.post is None or change.starts is None:
        raise ValueError("A time in a post has a post and a first day.")
    hold_post(
        by=by,
        post=change.post,
        user=change.user,
        capacity=change.capacity,
        starts=change.starts,
        ends=change.ends,
    )


def _give(by: User | None, change: AccessChange) -> None:
    today = timezone.localdate()
    starts, ends = change.starts or today, change.ends
    if change.basis == AccessBasis.SECOND_PERSON:
        starts = max(starts, today)
        if ends is not None and ends < starts:
            raise ValidationError(f"{in_words(change)} Its last day has passed.")
    user, area = change.user, change.area
    give_role(by=by, area=area, user=user, role=change.role, starts=starts, ends=ends)
    if change.invite and not user.has_usable_password():
        send_invitation(by=by, user=user, area_id=area.pk)


def _new(by: User | None, area: Area, user: User, kind: AccessKind, values: Values) -> AccessChange:
    now = timezone.now()
    change = AccessChange(
        area=area,
        user=user,
        kind=kind,
        former_email=user.email,
        proposed_by=by,
        proposed_at=now,
        expires_on=expires_on(timezone.localdate(now)),
        **values,
    )
    change.clean_fields(exclude=UNASKED)
    return change


def _waiting(area: Area, user: User, kind: AccessKind, values: Values) -> AccessChange | None:
    """What waits of the same kind about the same person; what waited too long is put away."""
    rows = AccessChange.objects.filter(user=user, kind=kind, state=AccessState.WAITING)
    if kind == AccessKind.ROLE:
        rows = rows.filter(area=area, role=values["role"])
    elif kind == AccessKind.HOLDING:
        rows = rows.filter(post=values["post"], capacity=values["capacity"])
    for row in locked_rows(rows):
        if row.standing(timezone.localdate()) == AccessState.WAITING:
            return row
        close_access(by=None, change=row, state=AccessState.EXPIRED)
    return None


def _says(change: AccessChange, values: Values) -> bool:
    return all(getattr(change, name) == value for name, value in values.items())


def _record(by: User | None, change: AccessChange, verb: str) -> None:
    changes = {"what": in_words(change), "basis": change.get_basis_display()}
    record(by=by, verb=verb, target=change, area_id=change.area_id, changes=changes)
