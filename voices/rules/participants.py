"""What may be told of how many took part. Pure."""

from __future__ import annotations

from typing import Final

from assurance.rules.samples import NOT_TOLD, SMALL

NOT_COUNTED: Final = "Nobody counted how many took part."
NOBODY: Final = "They were asked, and nobody answered."


def took_part(number: int | None, *, exact: bool) -> str:
    """A sentence. Unless `exact`, none of how many where they are from 1 to 4, whoever they are:
    few parents point at few children (domain.md, section 5; ADR 302)."""
    if number is None:
        return NOT_COUNTED
    if number == 0:
        return NOBODY
    if not exact and number in SMALL:
        return NOT_TOLD
    return "1 person took part." if number == 1 else f"{number} people took part."
