"""Readings of measures that are given together with an update."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from outcomes.models import Reading
from outcomes.queries import Given
from outcomes.services import add_reading

# where the update's form asks for each part of a reading
PLACES = {"value": "", "on": "_on", "note": "_note", NON_FIELD_ERRORS: ""}


@transaction.atomic
def add_reading_with_update(*, by: User, given: Given) -> Reading:
    """The newest reading of a measure of the action that is updated.

    Raises ValidationError beside the field of the update's form that asks for it.
    """
    measure, today = given.measure, timezone.localdate()
    try:
        return add_reading(
            by=by, measure=measure, value=given.value, on=given.on, note=given.note, today=today
        )
    except ValidationError as refusal:
        named = getattr(refusal, "error_dict", None) or {NON_FIELD_ERRORS: refusal.error_list}
        places = {f"reading_{measure.pk}{PLACES.get(name, '')}": why for name, why in named.items()}
        raise ValidationError(places) from refusal
