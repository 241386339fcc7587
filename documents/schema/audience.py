"""For which audience a record was made anew from a report's, and what is not in it.

A report's own record is for chief officers and has none of this. The records stand in
`documents.schema.content`.
"""

from __future__ import annotations

from typing import TypedDict


class AudienceRecord(TypedDict):
    """`audience` is of `figures.enums.Audience`, `name` as it is printed ("Public edition"), and
    `number` counts the editions of the report for that audience. `left_out` are sentences that say
    what is not in it; `ratings` is whether it tells how each action that goes on stands."""

    audience: str
    name: str
    number: int
    left_out: list[str]
    ratings: bool


class AudienceFields(TypedDict, total=False):
    """Not there in a report's own record."""

    told_to: AudienceRecord
