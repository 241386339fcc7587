"""The door for text: what it refuses, nobody overrides."""

from collections.abc import Mapping
from typing import Final

from django.core.exceptions import ValidationError

from guard.enums import Outcome
from guard.notes import Noted, note
from guard.rules.examination import Examination, refusals
from guard.rules.words import refusal

CODE: Final = "identifier"


def refuse(texts: Mapping[str, str], place: str = "") -> None:
    """Raises ValidationError, in words that do not repeat it, beside each field of `texts` whose
    text holds a number that a person is known by."""
    seen = {name: refusals(text) for name, text in texts.items()}
    errors = {}
    for name, one in seen.items():
        if one.sightings:
            note_refused(one, f"{place}: {name}" if place else name)
            errors[name] = ValidationError(refusal(one), code=CODE)
    if errors:
        raise ValidationError(errors)


def note_refused(seen: Examination, place: str) -> None:
    """Have it written in the log that a text for `place` was refused."""
    for kind in dict.fromkeys(one.kind for one in seen.refused):
        note(Noted(place, kind, Outcome.REFUSED))
