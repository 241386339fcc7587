"""A row with what it was on a day written on it, for pages that show rows."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any, TypeVar

from django.db.models import Model

M = TypeVar("M", bound=Model)


def as_it_was(row: M, state: Mapping[str, Any] | None) -> M:
    """A copy of a row with the columns that a state names, which is not saved; the row itself
    where nothing became of it since."""
    if not state:
        return row
    then = copy.copy(row)
    for field in row._meta.concrete_fields:
        if field.attname in state and not field.primary_key:
            setattr(then, field.attname, field.to_python(state[field.attname]))
    return then
