"""Seats on bodies. They end and are never deleted: a report prints those of its last day."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import Agency, User
from audit.services import keep_edit, record
from audit.services.edits import edit, locked
from committees.enums import Seat
from committees.models import Body, Membership
from timescales.date_format import long_day

EDITABLE = ("name", "designation", "agency", "user", "seat")


@transaction.atomic
def add_member(
    *,
    by: User | None,
    body: Body,
    name: str,
    designation: str,
    starts: date,
    ends: date | None = None,
    agency: Agency | None = None,
    user: User | None = None,
    seat: Seat | str = Seat.MEMBER,
) -> Membership:
    """A seat on `body` from `starts`. Members need not sign in: `user` is for those who do."""
    locked(body)
    membership = Membership(
        body=body,
        name=" ".join(name.split()),
        designation=designation.strip(),
        agency=agency,
        user=user,
        seat=seat,
        starts=starts,
        ends=ends,
    )
    _check(membership)
    seats = Membership.objects.filter(body=body, name=membership.name, seat=seat, starts=starts)
    if seats.exists():
        raise ValidationError({"name": f"{membership.name} has this seat from that day already."})
    membership.save()
    record(
        by=by,
        verb="added member",
        target=membership,
        area_id=body.area_id,
        changes={"body": body.name, "seat": membership.seat, "starts": starts, "ends": ends},
    )
    return membership


@transaction.atomic
def edit_member(
    *,
    by: User | None,
    membership: Membership,
    expected: int,
    name: str,
    designation: str,
    agency: Agency | None,
    user: User | None,
    seat: Seat | str,
) -> Membership:
    """Mend how a member is named. Another person is a new membership, so that history stands.

    Raises EditConflict when somebody else saved it after version `expected`.
    """
    given = (" ".join(name.split()), designation.strip(), agency, user, seat)
    values = dict(zip(EDITABLE, given, strict=True))
    changes = edit(membership, values, expected=expected, check=_check)
    if changes:
        keep_edit(by=by, row=membership, changes=changes)
        record(
            by=by,
            verb="edited member",
            target=membership,
            area_id=membership.body.area_id,
            changes=changes,
        )
    return membership


@transaction.atomic
def end_membership(
    *, by: User | None, membership: Membership, expected: int, ends: date
) -> Membership:
    """End a seat; `ends` is its last day, and days before it stay as they were. Raises EditConflict
    as `edit_member`."""
    changes = edit(membership, {"ends": ends}, expected=expected, check=_check)
    if changes:
        keep_edit(by=by, row=membership, changes=changes, on=ends)
        area_id = membership.body.area_id
        record(by=by, verb="ended membership", target=membership, area_id=area_id, changes=changes)
    return membership


def _check(membership: Membership) -> None:
    if membership.ends is not None and membership.ends < membership.starts:
        first = long_day(membership.starts)
        raise ValidationError({"ends": f"{membership.name} joined on {first}, later than that."})
    membership.full_clean(exclude=["body", "agency", "user"])
