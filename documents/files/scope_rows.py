"""What a report does not tell of, as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence

from documents.papers.scope import WHOLE, scope
from documents.schema.content import SnapshotContent


def scope_rows(content: SnapshotContent) -> list[Sequence[str | int]]:
    """What the report does not tell of, and when it is reported; nothing where it tells of all."""
    told = scope(content)
    if told is None:
        return []
    later = [(row.title, row.actions, row.when, row.last) for row in told.later]
    heads = ("Part of the plan", "Actions", "Reported next", "Last reported as of")
    return [heads, *later, (), (told.told,), (WHOLE,)]
