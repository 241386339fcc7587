"""Which parts a report prints, in which order."""

from __future__ import annotations

from typing import Any

from django.db import models

from documents import sections
from documents.contents import LEARNING_REVIEWS, NUMBERS_APART
from documents.enums import ReportKind
from reporting.models import Report
from web.fields import NumberField
from web.forms import VersionedForm

STEP = 10  # between two places, so that a part can be put between them
MOST = 999
BY_HAND = "No register holds it yet: it is written by hand, and the report says by whom."
WRITTEN = "It is written by hand, and the report says by whom."
REGISTER = (
    "What the {} holds is printed by itself. What is written by hand stands above it, and the "
    "report says by whom."
)
STAYS = "Chief officers are always told of this: it can be moved, and not left out."
NUMBER = f"Give a whole number from 1 to {MOST}, or none to leave the part out."
ACCOUNTED = "Every action is accounted for: this can be moved, and not left out."
ENGLISH = "Of the order that Working Together asks of an English partnership."
EMPTY = f"Chief officers are always told of this. Give a whole number from 1 to {MOST}."


class ContentsForm(VersionedForm):
    """A number for each part: printed from the lowest up; those without one are left out."""

    button = "Save the order"
    shows_optional = False

    def __init__(self, *args: Any, row: Report, **kwargs: Any) -> None:
        self.choices = sections.choices(row.kind, row.contents)
        super().__init__(*args, row=row, **kwargs)
        for part in self.choices:
            self.fields[part.key] = NumberField(
                label=part.heading,
                required=part.stays,
                min_value=1,
                max_value=MOST,
                help_text=_help(part, row.kind),
                said=EMPTY if part.stays else NUMBER,
            )

    def said_by(self, row: models.Model) -> dict[str, Any]:
        assert isinstance(row, Report)
        shown = sections.shown(row.kind, row.contents)
        places = {part.key: place * STEP for place, part in enumerate(shown, start=1)}
        return {
            **super().said_by(row),
            **{part.key: places.get(part.key) for part in self.choices},
        }

    def values(self) -> dict[str, Any]:
        """Parts with the same number stay in the house's order."""
        given = super().values()
        places = {part.key: given.pop(part.key) for part in self.choices}
        chosen = [key for key, place in places.items() if place is not None]
        return {**given, "contents": sorted(chosen, key=lambda key: places[key])}


def _help(part: sections.Content, kind: str) -> str:
    if kind == ReportKind.ANNUAL:
        asked = ENGLISH if part.key in sections.WORKING_TOGETHER else ""
        return ACCOUNTED if part.stays else asked
    if part.stays:
        return STAYS
    if part.key == LEARNING_REVIEWS:
        return f"{WRITTEN} {NUMBERS_APART}"
    if part.register:
        return REGISTER.format(part.register)
    return BY_HAND if part.by_hand else ""
