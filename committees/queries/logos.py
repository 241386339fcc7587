"""The logo of an area's committee, as it stands and as a frozen report names it."""

from __future__ import annotations

from hashlib import sha256

from django.urls import reverse

from committees.enums import BodyKind
from committees.models import Area, Body, Logo
from documents.schema.content import SnapshotContent

CHANGED = "The logo that this report was frozen with is not as it was. Look into the record."


def logo_of(area: Area) -> Logo | None:
    """The row that counts, be it one that took the logo away; None where there never was one."""
    return Logo.objects.filter(area=area).select_related("set_by").order_by("-pk").first()


def image_of(content: SnapshotContent, area_id: int) -> bytes:
    """The logo that a report was frozen with; empty where it was frozen without one.

    Raises ValueError where the bytes are not the ones that the report names.
    """
    if "logo" not in content:
        return b""
    data = image(area_id, content["logo"]["sha256"])
    if not data:
        raise ValueError(CHANGED)
    return data


def image(area_id: int, mark: str) -> bytes:
    """A logo that an area has or had, by its hash; empty for any other. One query."""
    row = Logo.objects.filter(area=area_id, sha256=mark).order_by("pk").first()
    data = bytes(row.image) if row else b""
    return data if sha256(data).hexdigest() == mark else b""


def address_of(content: SnapshotContent, area: Area, page: str = "logo_image") -> str:
    """Where a page shows the logo of a report from; empty where it has none."""
    return reverse(page, args=[area.slug, content["logo"]["sha256"]]) if "logo" in content else ""


def committee_of(area: Area) -> str:
    """The name that stands at the head of the area's papers."""
    row = Body.objects.filter(area=area, kind=BodyKind.COMMITTEE).order_by("position", "pk").first()
    return str(row or area)
