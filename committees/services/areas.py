"""Areas and the agencies that serve them."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import Agency, AgencyKind, User
from accounts.roles import Role
from accounts.services import add_person, find_or_make_agency
from audit.services import record
from audit.services.edits import locked, save_unless_taken
from committees.enums import AccessBasis, AccessKind, BodyKind, Nation
from committees.models import Area
from committees.services.access_changes import set_up_access
from committees.services.bodies import add_body


@transaction.atomic
def create_area(
    *, by: User | None, name: str, nation: Nation | str = Nation.SCOTLAND, slug: str = ""
) -> Area:
    """A new partnership area. Raises ValidationError when the name is taken or empty."""
    name = " ".join(name.split())
    area = Area(name=name, nation=nation, slug=slug)

    def check(row: Area) -> None:
        if Area.objects.filter(name__iexact=name).exists():
            raise ValidationError({"name": f"There is an area called {name} already."})
        row.slug = slug or _free_slug(name)
        row.full_clean()

    save_unless_taken(area, check)
    record(
        by=by,
        verb="created area",
        target=area,
        area_id=area.pk,
        changes={"name": name, "nation": area.nation},
    )
    return area


@transaction.atomic
def found_area(
    *,
    by: User,
    name: str,
    nation: Nation | str,
    committee: str,
    chief_officers: str = "",
    coordinates: bool = False,
    second_name: str = "",
    second_email: str = "",
    second_role: Role | str = Role.ADMINISTRATOR,
) -> Area:
    """A new area with its committee and chief officers group. Who makes it is its administrator,
    and with `coordinates` its lead officer too: nobody else is there yet who could say so. Who is
    named as the second person confirms what the maker proposes from then on.
    """
    area = create_area(by=by, name=name, nation=nation)
    above = None
    if chief_officers:
        above = add_body(by=by, area=area, name=chief_officers, kind=BodyKind.CHIEF_OFFICERS_GROUP)
    add_body(by=by, area=area, name=committee, kind=BodyKind.COMMITTEE, reports_to=above)
    roles = [Role.ADMINISTRATOR, *([Role.LEAD_OFFICER] if coordinates else [])]
    for role in roles:
        _set_up(by, area, by, role)
    if second_email:
        second = _second(by, area, second_name, second_email)
        _set_up(by, area, second, Role(second_role))
    return area


@transaction.atomic
def add_agency_to_area(
    *, by: User | None, area: Area, name: str, kind: AgencyKind | str = AgencyKind.OTHER
) -> Agency:
    """The agency of this name, made if nobody has it yet, as a partner of `area`."""
    locked(area)
    agency = find_or_make_agency(by=by, name=name, kind=kind)
    if not area.agencies.filter(pk=agency.pk).exists():
        area.agencies.add(agency)
        record(
            by=by,
            verb="added agency to area",
            target=area,
            area_id=area.pk,
            changes={"agency": agency.name},
        )
    return agency


def _second(by: User, area: Area, name: str, email: str) -> User:
    """The one person whom the maker names with the area: without a second one nothing could ever be
    confirmed there."""
    known = User.objects.filter(email__iexact=email.strip()).first()
    if known is not None and known.pk == by.pk:
        raise ValidationError({"second_email": "Name somebody else: two people confirm a change."})
    return known or add_person(by=by, name=name, email=email, area_id=area.pk)


def _set_up(by: User, area: Area, user: User, role: Role) -> None:
    """A role that begins with the area; nobody else is there yet, and the row says so."""
    values = {"role": role, "starts": timezone.localdate(), "invite": user != by}
    kind, basis = AccessKind.ROLE, AccessBasis.FOUNDING
    set_up_access(by=by, area=area, user=user, kind=kind, basis=basis, values=values)


def _free_slug(name: str) -> str:
    """A slug that no area has; names that differ only in marks get a number."""
    base = slugify(name)[:50] or "area"
    taken = set(Area.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{n}" for n in range(2, len(taken) + 3))
    taken.add("add")  # the page on which areas are made
    return base if base not in taken else next(slug for slug in numbered if slug not in taken)
