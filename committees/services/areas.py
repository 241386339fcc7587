"""Areas and the agencies that serve them."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from accounts.models import Agency, AgencyKind, User
from accounts.services import find_or_make_agency
from audit.services import record
from audit.services.edits import locked, save_unless_taken
from committees.enums import Nation
from committees.models import Area


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


def _free_slug(name: str) -> str:
    """A slug that no area has; names that differ only in marks get a number."""
    base = slugify(name)[:50] or "area"
    taken = set(Area.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{n}" for n in range(2, len(taken) + 3))
    return base if base not in taken else next(slug for slug in numbered if slug not in taken)
