"""Seats of a committee, and of each member the induction and the terms of office."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import Agency, User
from audit.services import keep_edit, record
from audit.services.edits import EditConflict, edit, locked
from committees.enums import Seat
from committees.models import Body, Membership
from governance.models import Induction, Place, Term


@transaction.atomic
def add_place(
    *, by: User | None, body: Body, agency: Agency | None, seat: Seat | str, number: int
) -> Place:
    """How many seats of a kind an agency has; without one, seats of any agency.

    Raises ValidationError where that is recorded already.
    """
    locked(body)
    if Place.objects.filter(body=body, agency=agency, seat=seat).exists():
        raise ValidationError({"agency": "The seats of this agency are recorded already."})
    place = Place(body=body, agency=agency, seat=seat, number=number)
    place.full_clean(exclude=["body", "agency"])
    place.save()
    record(by=by, verb="added seats", target=place, area_id=body.area_id)
    return place


@transaction.atomic
def edit_place(*, by: User | None, place: Place, expected: int, number: int) -> Place:
    """How many seats they are now; nought where there is none any more. Raises EditConflict when
    somebody else saved it after version `expected`."""
    if changes := edit(place, {"number": number}, expected=expected, check=_checked):
        keep_edit(by=by, row=place, changes=changes)
        _record(by, "edited seats", place, place.body.area_id, changes)
    return place


@transaction.atomic
def record_induction(
    *, by: User | None, membership: Membership, expected: int, done_on: date | None, on: date
) -> Induction:
    """That a member had their induction, on a day, or that it is not done yet (None).

    `expected` is 0 where nothing is recorded. Raises ValidationError for a day to come, and
    EditConflict when somebody else recorded it since.
    """
    membership = locked(membership, "body")
    if done_on is not None and done_on > on:
        raise ValidationError({"done_on": "This day is still to come."})
    row, made = Induction.objects.get_or_create(
        membership=membership, defaults={"done_on": done_on, "row_version": 1}
    )
    if made:
        if expected:
            raise EditConflict(row)
        _record(by, "recorded induction", row, membership.body.area_id, {"done_on": done_on})
    elif changes := edit(row, {"done_on": done_on}, expected=expected):
        _record(by, "recorded induction", row, membership.body.area_id, changes)
    return row


@transaction.atomic
def add_term(*, by: User | None, membership: Membership, starts: date, ends: date) -> Term:
    """A term of office; a seat may have several in turn.

    Raises ValidationError for one that ends before it begins, or that overlaps another.
    """
    membership = locked(membership, "body")
    term = Term(membership=membership, starts=starts, ends=ends)
    _check_term(term)
    term.save()
    _record(by, "added term of office", term, membership.body.area_id, _days(starts, ends))
    return term


@transaction.atomic
def edit_term(*, by: User | None, term: Term, expected: int, starts: date, ends: date) -> Term:
    """Other days of a term. Raises as `add_term`, and EditConflict when somebody else saved it
    after version `expected`."""
    locked(term.membership)
    values = {"starts": starts, "ends": ends}
    if changes := edit(term, values, expected=expected, check=_check_term):
        keep_edit(by=by, row=term, changes=changes)
        _record(by, "edited term of office", term, term.membership.body.area_id, changes)
    return term


def _check_term(term: Term) -> None:
    if term.ends <= term.starts:
        raise ValidationError({"ends": "A term ends after the day on which it begins."})
    others = Term.objects.filter(membership=term.membership).exclude(pk=term.pk)
    if others.filter(starts__lte=term.ends, ends__gte=term.starts).exists():
        raise ValidationError({"starts": "Another term of this member has days of it."})


def _checked(row: Any) -> None:
    row.full_clean(exclude=["body", "agency"])


def _days(starts: date, ends: date) -> dict[str, Any]:
    return {"starts": starts, "ends": ends}


def _record(by: User | None, verb: str, row: Any, area_id: int, changes: dict[str, Any]) -> None:
    record(by=by, verb=verb, target=row, area_id=area_id, changes=changes)
