"""Case references of an area's own systems, and postcodes of offices."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from audit.services import record
from audit.services.edits import locked
from guard.enums import Purpose
from guard.models import GuardPattern
from guard.refusals import Refusal
from guard.rules.addresses import is_postcode
from guard.rules.patterns import expression

NO_POSTCODE = "Give a whole postcode, for example KY7 5LT."


@transaction.atomic
def add_pattern(
    *, by: models.Model, area: models.Model | None, purpose: Purpose, text: str
) -> GuardPattern:
    """Have the guard know one more reference or office; `area` None: in the whole installation.

    What is there already is not added again. Raises ValidationError beside `text` where it would
    see too much, or is no postcode.
    """
    _check(purpose, text)
    locked(area or by)
    given: dict[str, Any] = {"area": area, "purpose": purpose, "text": text}
    if twice := _same(**given).first():
        return twice
    row = GuardPattern.objects.create(**{**given, "added_by": by})
    _record(by, "added guard pattern", row)
    return row


@transaction.atomic
def remove_pattern(*, by: models.Model, pattern: GuardPattern) -> None:
    """Texts that it let pass, or had confirmed, stay as they are. One that is gone is no fault."""
    gone, _ = GuardPattern.objects.filter(pk=pattern.pk).delete()
    if gone:
        _record(by, "removed guard pattern", pattern)


def _same(*, area: models.Model | None, **given: Any) -> models.QuerySet[GuardPattern]:
    where: dict[str, Any] = {"area": area} if area else {"area__isnull": True}
    return GuardPattern.objects.filter(**where, **given)


def _check(purpose: Purpose, text: str) -> None:
    if purpose == Purpose.OFFICE and not is_postcode(text):
        raise ValidationError({"text": NO_POSTCODE})
    if purpose == Purpose.REFERENCE:
        try:
            expression(text)
        except Refusal as refusal:
            raise ValidationError({"text": str(refusal)}) from refusal


def _record(by: models.Model, verb: str, row: GuardPattern) -> None:
    changes = {"purpose": row.purpose, "text": row.text}
    record(by=by, verb=verb, target=row, area_id=row.area_id, changes=changes)
