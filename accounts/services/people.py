"""Every write to people and agencies."""

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.enums import INVITED, SEND_INVITATION
from accounts.models import Agency, AgencyKind, User, Weekday
from accounts.services.sessions import end_all_sessions
from audit.services import keep, record
from audit.services.edits import EditConflict, locked, save_unless_taken
from jobs.enums import JobState
from jobs.models import Job
from jobs.services import enqueue


@transaction.atomic
def add_person(
    *,
    by: User | None,
    name: str,
    email: str,
    password: str = "",
    invite: bool = False,
    area_id: int | None = None,
) -> User:
    """A person who can sign in. Without a password they choose one (accounts.services.invitations).

    With `invite` a job sends them that link. A role is granted besides; `area_id` is the area in
    whose record this stands.
    """
    user = User(name=" ".join(name.split()), email=email.strip().lower())
    _check_new(user)
    if password:
        validate_password(password, user)
    user.set_password(password or None)
    save_unless_taken(user, _check_new)
    changes = {"name": user.name}
    record(by=by, verb="added person", target=user, area_id=area_id, changes=changes)
    if invite:
        send_invitation(by=by, user=user, area_id=area_id)
    return user


@transaction.atomic
def appoint_area_maker(*, by: User | None, name: str, email: str) -> User:
    """Somebody who makes areas: a new person, or who has this address already.

    It opens no area that stands: what is in one is seen through a role in it.
    """
    known = User.objects.filter(email__iexact=email.strip()).first()
    user = locked(known) if known else add_person(by=by, name=name, email=email)
    if user.is_superuser:
        return user
    user.is_superuser = True
    user.save(update_fields=["is_superuser"])
    record(by=by, verb="let person make areas", target=user)
    return user


@transaction.atomic
def send_invitation(*, by: User | None, user: User, area_id: int | None = None) -> None:
    """Send a person the link by which they choose a password; one waiting is enough."""
    if locked(user).has_usable_password():
        raise ValidationError(f"{user} has a password already, and asks for a new one themselves.")
    waiting = Job.objects.filter(
        task=SEND_INVITATION, payload={"user": user.pk}, state=JobState.QUEUED
    )
    if waiting.exists():
        return
    record(by=by, verb=INVITED, target=user, area_id=area_id)
    enqueue(task=SEND_INVITATION, payload={"user": user.pk}, by=by, area_id=area_id)


@transaction.atomic
def choose_mail_day(*, by: User | None, user: User, day: int | None) -> User:
    """The weekday on which `user` wants to be asked; None for the day on which it is due.

    Raises ValidationError for a day that is no working day.
    """
    if day is not None and day not in Weekday.values:
        raise ValidationError({"day": "Choose a day from Monday to Friday, or no day."})
    person = locked(user)
    if person.mail_day == day:
        return person
    before, person.mail_day = person.mail_day, day
    person.save(update_fields=["mail_day"])
    changes = {"mail_day": [_weekday(before), _weekday(day)]}
    record(by=by, verb="changed day of e-mail", target=person, changes=changes)
    return person


@transaction.atomic
def correct_address(
    *, by: User | None, user: User, expected: int, email: str, area_id: int | None = None
) -> User:
    """Another e-mail address for `user`, by which they also sign in from now on.

    Raises ValidationError for an address that is none, or somebody else's, and EditConflict when
    it was corrected after version `expected`.
    """
    email = email.strip().lower()
    person = locked(user)
    if person.email == email:
        return person
    if person.row_version != expected:
        raise EditConflict(person)
    before, person.email = person.email, email
    person.row_version += 1
    save_unless_taken(person, _check_address)
    # the old address opens nothing any more; the new one is noted at the next sign-in
    EmailAddress.objects.filter(user_id=person.pk).delete()
    changes = {"email": [before, email]}
    record(by=by, verb="changed e-mail address", target=person, area_id=area_id, changes=changes)
    return person


@transaction.atomic
def deactivate_person(*, by: User | None, user: User, area_id: int | None = None) -> User:
    """Close somebody's sign-in at once: no password, no link and no session of theirs opens
    anything from now on. What they said and decided stays theirs."""
    person = locked(user)
    if not person.is_active:
        return person
    person.is_active = False
    person.row_version += 1
    person.save(update_fields=["is_active", "row_version"])
    ended = end_all_sessions(person)
    changes = {"sessions ended": ended}
    record(by=by, verb="deactivated person", target=person, area_id=area_id, changes=changes)
    return person


@transaction.atomic
def let_in_again(*, by: User | None, user: User, area_id: int | None = None) -> User:
    """Open a sign-in that was closed; `committees.services.access` asks a second person first."""
    person = locked(user)
    if person.is_active:
        return person
    person.is_active = True
    person.row_version += 1
    person.save(update_fields=["is_active", "row_version"])
    record(by=by, verb="let person sign in again", target=person, area_id=area_id)
    return person


def _check_new(user: User) -> None:
    if User.objects.filter(email__iexact=user.email).exists():
        raise ValidationError({"email": "Somebody with this e-mail address is known already."})
    user.full_clean(exclude=["password"])


def _check_address(person: User) -> None:
    if User.objects.filter(email__iexact=person.email).exclude(pk=person.pk).exists():
        raise ValidationError({"email": "Somebody else has this e-mail address."})
    person.full_clean(exclude=["password"])


def _weekday(day: int | None) -> str:
    return "the day it is due" if day is None else Weekday(day).label


@transaction.atomic
def find_or_make_agency(
    *, by: User | None, name: str, kind: AgencyKind | str = AgencyKind.OTHER
) -> Agency:
    """The agency of this name, whatever its capitals and spaces; a new one of `kind` if none."""
    name = " ".join(name.split())
    known = Agency.objects.filter(name__iexact=name).first()
    if known is not None:
        return known
    agency = Agency(name=name, kind=kind)
    agency.full_clean(validate_unique=False)
    made, new = Agency.objects.get_or_create(name=name, defaults={"kind": kind})
    if not new:
        return made
    agency = made
    keep(by=by, row=agency)
    record(by=by, verb="added agency", target=agency, changes={"name": name, "kind": agency.kind})
    return agency
