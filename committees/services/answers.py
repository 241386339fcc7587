"""What the second person answers, and what is withdrawn or void before that."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Permission
from audit.services.edits import locked, locked_rows
from committees.enums import AccessKind, AccessState
from committees.models import AccessChange, Area
from committees.permissions import may
from committees.queries.access import in_words
from committees.rules.access import why_not_confirm, why_not_decide
from committees.services.access_changes import apply_access, close_access
from committees.services.access_letters import Told, write_access_letters


@transaction.atomic
def answer_access(
    *, by: User, area: Area, changes: Sequence[AccessChange], accepted: bool
) -> list[AccessChange]:
    """Confirm or refuse, all or nothing, as the second person.

    Raises ValidationError when `by` has not the right, proposed one of them or is concerned by it,
    when it was answered already, withdrawn or has expired, and when it cannot be done any more.
    """
    if not changes:
        raise ValidationError({"changes": "Tick what you confirm or refuse."})
    area = locked(area)
    rows = locked_rows(AccessChange.objects.filter(area=area, pk__in=[row.pk for row in changes]))
    holds = may(by, Permission.ACCESS_CONFIRM, area)
    for row in rows:
        _answer(by, row, accepted, holds=holds)
    told = Told.CONFIRMED if accepted else Told.REFUSED
    write_access_letters(by=by, area=area, changes=rows, told=told)
    return rows


@transaction.atomic
def withdraw_access(*, by: User, change: AccessChange) -> AccessChange:
    """Take back what one proposed, or a change of one's own address whoever proposed it."""
    locked(change.area)
    row = locked(change, "area", "user", "post")
    own = row.kind == AccessKind.ADDRESS and row.user_id == by.pk
    if row.proposed_by_id != by.pk and not own:
        raise ValidationError("Whoever proposed it withdraws it. You can refuse it.")
    why = why_not_confirm(row.standing(timezone.localdate()), own_address=False, verified=True)
    if why:
        raise ValidationError(why)
    close_access(by=by, change=row, state=AccessState.WITHDRAWN)
    return row


@transaction.atomic
def void_access(*, by: User | None, user: User) -> int:
    """What waits about `user`, or was proposed by them, is void: they were deactivated. How many
    there were."""
    about = AccessChange.objects.filter(state=AccessState.WAITING)
    rows = locked_rows(about.filter(user=user) | about.filter(proposed_by=user))
    for row in rows:
        close_access(by=by, change=row, state=AccessState.VOID)
    return len(rows)


def _answer(by: User, row: AccessChange, accepted: bool, *, holds: bool) -> None:
    why = why_not_decide(by=by.pk, proposer=row.proposed_by_id, person=row.user_id, holds=holds)
    why = why or why_not_confirm(
        row.standing(timezone.localdate()),
        own_address=row.own_address and accepted,
        verified=row.verified_at is not None,
    )
    if why:
        raise ValidationError(f"{in_words(row)} {why}")
    close_access(
        by=by, change=row, state=AccessState.CONFIRMED if accepted else AccessState.REFUSED
    )
    if accepted:
        apply_access(by=by, change=row)
