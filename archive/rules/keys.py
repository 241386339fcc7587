"""The keys that rows had, and those that they have here. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from archive.rules.contents import AREA, CONTENTS, Goes

Allot = Callable[[str, int], list[int]]


class Keys:
    """Which key of a table became which.

    `allot` gives as many new keys of a table as are asked for. A key of which no row came (the
    history tells of rows that are gone) gets one of its own as well, when it is first asked for.
    """

    def __init__(self, allot: Allot) -> None:
        self._allot = allot
        self._of: dict[str, dict[int, int]] = {}

    def put(self, table: str, known: Mapping[int, int]) -> None:
        """Rows that are here already."""
        self._of.setdefault(table, {}).update(known)

    def give(self, table: str, keys: list[int]) -> None:
        """New keys for those of which there is none yet, in the same order."""
        there = self._of.setdefault(table, {})
        new = sorted(key for key in keys if key not in there)
        there.update(zip(new, sorted(self._allot(table, len(new))), strict=True))

    def of(self, table: str, key: int) -> int | None:
        """The key here of a row that came; None where none did."""
        return self._of.get(table, {}).get(key)

    def of_any(self, table: str, key: int) -> int | None:
        """The same, also for what is gone; None only for what stayed where it was, and for other
        areas."""
        if not isinstance(CONTENTS.get(table), Goes):
            return None
        if table == AREA:
            return self.of(table, key)
        if self.of(table, key) is None:
            self.give(table, [key])
        return self.of(table, key)

    def table(self, table: str) -> dict[int, int]:
        return dict(self._of.get(table, {}))
