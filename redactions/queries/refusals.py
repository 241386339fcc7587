"""Why words cannot be taken out: they are the program's own, somebody's who works with it, or
stand everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.apps import apps
from django.db import models
from django.utils.timezone import localdate

from accounts.models import Agency, User
from committees.models import Area, Body, Membership, Post
from redactions.queries.columns import tables
from redactions.queries.places import Place
from redactions.rules.marks import mark
from redactions.rules.words import Sought

MOST_ROWS: Final = 300
OF_PROGRAM: Final = "These are words that the program itself uses. Give more of the words around."
OF_PEOPLE: Final = (
    "These words stand in the name or address of somebody who has an account or sits on a group. "
    "Give more of the words around, or have that name corrected first."
)
OF_PLACES: Final = "This is the name of an area, an agency, a group or a post: it is changed there."
TOO_MANY: Final = (
    f"These words stand in more than {MOST_ROWS} rows: they cannot point at one person. Give more "
    "of the words around."
)
# Names of people who work with the program, and how they sign in: corrected where they stand.
_SIGN_IN: Final = ("account_", "mfa_", "socialaccount_")
PEOPLE: Final = frozenset(model._meta.db_table for model in (User, Membership))
NAMED: Final[tuple[tuple[type[models.Model], str], ...]] = (
    *((Area, "name"), (Agency, "name"), (Body, "name"), (Post, "title")),
)


def why_not(sought: Sought, places: Iterable[Place]) -> str:
    """Why the words, which stand at `places`, are not to be taken out; "" where they may be."""
    if sought.spans(mark(localdate())) or any(map(sought.whole, _own_words())):
        return OF_PROGRAM
    rows = {(place.table, place.row) for place in places}
    if any(table in PEOPLE or table.startswith(_SIGN_IN) for table, _ in rows):
        return OF_PEOPLE
    if any(sought.whole(name) for name in _names()):
        return OF_PLACES
    return TOO_MANY if len(rows) > MOST_ROWS else ""


def _own_words() -> Iterable[str]:
    """Codes and labels of every closed list, and the names of tables and columns."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            yield field.name
            for code, label in field.flatchoices:
                yield from (str(code), str(label))
    for table in tables():
        yield table.name


def _names() -> Iterable[str]:
    for model, column in NAMED:
        yield from model._base_manager.values_list(column, flat=True)
