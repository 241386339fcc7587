"""Every write to people and agencies."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import Agency, AgencyKind, User
from audit.services import record
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
    """A person who can sign in. Without a password they choose one (accounts.invitations).

    With `invite` a job sends them that link. A role is granted besides; `area_id` is the area in
    whose record this stands.
    """
    user = User(name=" ".join(name.split()), email=email.strip().lower())
    if User.objects.filter(email__iexact=user.email).exists():
        raise ValidationError({"email": "Somebody with this e-mail address is known already."})
    if password:
        validate_password(password, user)
    user.set_password(password or None)
    user.full_clean(exclude=["password"])
    user.save()
    changes = {"name": user.name}
    record(by=by, verb="added person", target=user, area_id=area_id, changes=changes)
    if invite:
        send_invitation(by=by, user=user, area_id=area_id)
    return user


@transaction.atomic
def send_invitation(*, by: User | None, user: User, area_id: int | None = None) -> None:
    """Send a person the link by which they choose a password."""
    record(by=by, verb="invited person", target=user, area_id=area_id)
    enqueue(task="accounts.send_invitation", payload={"user": user.pk}, by=by, area_id=area_id)


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
    agency.full_clean()
    agency.save()
    record(by=by, verb="added agency", target=agency, changes={"name": name, "kind": agency.kind})
    return agency
