"""The logo at the head of an area's papers: put there, and taken away."""

from base64 import b64decode
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from audit.services.edits import EditConflict, locked
from committees.models import Area, Logo
from committees.rules.logos import LogoImage

NO_IMAGE = "Choose the picture of the logo."
GONE = "The logo was taken away already. Nothing is printed at the head of papers but the name."
REPLACED = "{} put another logo here meanwhile. Look at it, and take it away if it should go."


@transaction.atomic
def set_logo(
    *,
    by: User | None,
    area: Area,
    expected: int,
    alt: str,
    image: LogoImage | None = None,
    now: datetime | None = None,
) -> Logo:
    """Put a logo at the head of the area's papers, `alt` its words for who does not see it.

    Without an `image` the one that stands gets these words. `expected` is the key of the row that
    was seen, 0 where there was none; `now` is when it was put there, the present if None. What
    stands so already is not written again. Raises ValidationError beside `file` where there is no
    image, and EditConflict when somebody else put one there or took it away since.
    """
    locked(area)
    standing = area.logos.first()
    kept = _kept(image, standing)
    if kept and standing and (standing.sha256, standing.alt) == (kept["sha256"], alt):
        return standing
    if standing and standing.pk != expected:
        raise EditConflict(standing)
    if not kept:
        raise ValidationError({"file": NO_IMAGE})
    return _add(by, area, "set logo", alt=alt, set_at=now or timezone.now(), **kept)


@transaction.atomic
def take_logo_away(*, by: User | None, area: Area, logo: Logo) -> Logo:
    """From now on the area's papers are headed by the committee's name alone.

    Raises ValidationError when `logo` is not the one that stands: somebody else was there before.
    """
    locked(area)
    now = area.logos.first()
    if now is None or not now.sha256:
        raise ValidationError(GONE)
    if now.pk != logo.pk:
        raise ValidationError(REPLACED.format(now.set_by or "Somebody"))
    return _add(by, area, "took logo away")


def _kept(image: LogoImage | None, now: Logo | None) -> dict[str, Any]:
    """The columns of an image that was sent, else of the one that stands; nothing of none."""
    if image:
        data = b64decode(image["image"])
        size = {"width": image["width"], "height": image["height"]}
        return {"image": data, "sha256": sha256(data).hexdigest(), **size}
    if now and now.sha256:
        columns = {name: getattr(now, name) for name in ("sha256", "width", "height")}
        return {"image": bytes(now.image), **columns}
    return {}


def _add(by: User | None, area: Area, verb: str, **columns: Any) -> Logo:
    row = Logo.objects.create(area=area, set_by=by, **columns)
    told = {name: value for name, value in columns.items() if name in ("sha256", "alt")}
    record(by=by, verb=verb, target=row, area_id=area.pk, changes=told)
    return row
