"""The words of a proposal, read again from the texts in which they stand: nothing else keeps them.

Where a text was changed meanwhile its digest says so, and the next place is asked.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.crypto import constant_time_compare, salted_hmac

from actions.models import Evidence
from redactions.models import Redaction, SeenPlace
from redactions.queries.columns import held, table_of
from redactions.queries.files import IN_FILE, evidence_texts
from redactions.queries.places import Place
from redactions.rules import structure
from redactions.rules.words import Sought, letters

MOST_KEPT = 40


def new_salt() -> str:
    return secrets.token_hex(32)


def digest_of(words: str, salt: str) -> str:
    """Keyed by the installation's secret: whoever has the database alone tries in vain."""
    return salted_hmac(salt, letters(words), algorithm="sha256").hexdigest()


def kept_places(places: Iterable[Place], sought: Sought) -> list[SeenPlace]:
    """Places for a proposal to lead back to the words by: none whose own name holds them, and none
    of a table whose keys are secrets."""
    rows = [
        SeenPlace(
            table=place.table,
            key=place.row,
            column=place.column,
            path=list(place.path),
            start=start,
            end=end,
        )
        for place in places
        if isinstance(place.row, int)
        and not any(sought.spans(step) for step in place.path if isinstance(step, str))
        for start, end in place.spans[:1]
    ]
    return rows[:MOST_KEPT]


def words_of(redaction: Redaction, rows: Sequence[SeenPlace]) -> str:
    """The words as one of the places has them; "" where they stand at none of them any more."""
    for place in rows:
        words = text_at(place.table, place.key, place.column, place.path)[place.start : place.end]
        if words and constant_time_compare(digest_of(words, redaction.salt), redaction.digest):
            return words
    return ""


def text_at(table_name: str, key: int, column_name: str, path: Sequence[structure.Step]) -> str:
    """The text at a place as it stands now; "" where there is none any more."""
    if column_name == IN_FILE:
        inside = Evidence.objects.filter(pk=key).first()
        return dict(enumerate(evidence_texts(inside))).get(int(path[0]), "") if inside else ""
    table = table_of(table_name)
    columns = [one for one in table.columns if one.name == column_name] if table else []
    if table is None or not columns:
        return ""
    [column] = columns
    rows = table.model._base_manager.filter(pk=key)
    value: Any = rows.values_list(column.attname, flat=True).first()
    if value is None:
        return ""
    return dict(structure.texts(held(table, column, value))).get(tuple(path), "")
