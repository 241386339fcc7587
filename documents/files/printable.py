"""What no paper can print and no font has, taken out of a record that was kept before its texts
were cleaned."""

from __future__ import annotations

from charts.letters.glyphs import all_drawn
from documents.schema.content import SnapshotContent
from documents.shape import plain, shaped
from documents.text import all_printable


def printable(content: SnapshotContent) -> SnapshotContent:
    """The same content without what no paper can print, and with names for what no font has.

    No word, space or line of it moves otherwise.
    """
    return shaped(all_drawn(all_printable(plain(content))), SnapshotContent)
