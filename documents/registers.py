"""What registers tell in a report: what a room is given to write its part, and what is printed.

A room offers one function from a `ReportDay` to a `RegisterRecord` (ADR 303). Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import Final

from documents import phrases, sections, statuses
from documents.schema.actions import ActionRecord
from documents.schema.content import SnapshotContent
from documents.schema.registers import RegisterRecord, RegisterTable

# a table stands in the text of a quarterly report with so many rows, or with so few words, and as
# long as it is not higher there than so many lines: its columns are narrow
MOST_IN_TEXT: Final = 3
MOST_SIGNS: Final = 400
MOST_LINES: Final = 10
ACROSS: Final = 116  # letters on a line as wide as the text


@dataclass(frozen=True)
class ReportDay:
    """The report for which a room writes its part: of which area and plan (by their keys), on
    which day things stand, and how the plan's actions stand in it.

    `since` is the day of the report with which it is compared; None in a first one.
    """

    kind: str
    area: int
    plan: int
    period_start: date
    as_of: date
    frozen_at: datetime
    since: date | None
    actions: Mapping[int, ActionRecord]
    palette: statuses.Palette

    def status_of(self, action: int) -> str:
        """The printed status of an action of this plan; "" of any other."""
        record = self.actions.get(action)
        if record is None:
            return ""
        if record["withdrawn_on"]:
            return statuses.default_tag("withdrawn").marked
        return self.palette.of(record).marked


def report_day(
    content: SnapshotContent, *, area: int, frozen_at: datetime, since: date | None
) -> ReportDay:
    """What is frozen, as a room is told of it."""
    return ReportDay(
        kind=content["kind"],
        area=area,
        plan=content["plan"]["id"],
        period_start=date.fromisoformat(content["period_start"]),
        as_of=date.fromisoformat(content["as_of"]),
        frozen_at=frozen_at,
        since=since,
        actions={row["id"]: row for row in content["actions"]},
        palette=statuses.palette(content),
    )


def checked(record: RegisterRecord) -> RegisterRecord:
    """The same. Raises ValueError for a part under which nothing is printed, and for a table whose
    rows have not a cell for each head."""
    if record["key"] not in (*sections.KEYS, *sections.CHAPTERS, sections.PACK):
        raise ValueError(f"No report has a part “{record['key']}”")
    if record["key"] in sections.CHAPTERS and not record["title"]:
        raise ValueError(f"What is told in the chapter “{record['key']}” has no title")
    outside = record.get("outside")
    for table in (*record["tables"], *(outside["tables"] if outside else ())):
        lengths = {len(table["widths"]), *map(len, table["rows"])}
        if lengths != {len(table["heads"])}:
            raise ValueError(f"A table has rows of other lengths than its heads: {table['heads']}")
    return record


def told_under(content: SnapshotContent, key: str) -> list[RegisterRecord]:
    """What registers tell under a part of a report."""
    return [row for row in content.get("registers", []) if row["key"] == key]


def told_by(content: SnapshotContent, register: str) -> list[RegisterRecord]:
    """What a register tells, wherever it stands."""
    return [row for row in content.get("registers", []) if row.get("register") == register]


def printed_chapters(content: SnapshotContent) -> list[str]:
    """The keys of an annual report's chapters in their order. Whoever prepared an edition chose
    every one of its chapters."""
    chosen = content.get("contents", [])
    return list(chosen) if "told_to" in content else [row.key for row in sections.annual(chosen)]


def told_in_chapter(content: SnapshotContent, chapter: str) -> list[RegisterRecord]:
    """What registers tell in a chapter of an annual report, in the order of `TOLD_IN`; each under
    the name of its part where it has none of its own and is not what the chapter is about."""
    printed = printed_chapters(content)
    keys = [key for key in sections.TOLD_IN if sections.home(key, printed) == chapter]
    names = {row.key: row.heading for row in sections.CONTENTS if row.key != chapter}
    return [
        {**record, "title": record["title"] or names.get(key, "")}
        for key in keys
        for record in told_under(content, key)
    ]


def in_text(records: Sequence[RegisterRecord], appendix: str) -> list[RegisterRecord]:
    """The same as they stand in the text of a quarterly report: what a person can read at a glance.
    Longer tables are named in one sentence, with how long each is and where it stands (ADR 358)."""
    told: list[RegisterRecord] = []
    for record in records:
        longer = [table for table in record["tables"] if _is_long(table)]
        here = [table for table in record["tables"] if table not in longer]
        said = [*record["told"], *([_elsewhere(longer, appendix)] if longer else [])]
        told.append({**record, "told": said, "tables": here})
    return told


def _elsewhere(tables: Sequence[RegisterTable], appendix: str) -> str:
    named = []
    for table in tables:
        rows = phrases.count(len(table["rows"]), "row")
        title = table["title"]
        small = title[:1].lower() if title[1:2].islower() else title[:1]
        named.append(f"{small}{title[1:]} ({rows})" if title else f"a table of {rows}")
    return f"In appendix {appendix}: {'; '.join(named)}."


def in_full(records: Sequence[RegisterRecord]) -> list[RegisterRecord]:
    """What `in_text` leaves for the appendix: the long tables, each with the heads it stands
    under."""
    longer = [(record, [t for t in record["tables"] if _is_long(t)]) for record in records]
    return [
        {**record, "told": [], "tables": tables, "notes": []} for record, tables in longer if tables
    ]


def _is_long(table: RegisterTable) -> bool:
    signs = sum(len(cell) for row in table["rows"] for cell in row)
    many = len(table["rows"]) > MOST_IN_TEXT
    return signs > MOST_SIGNS and (many or _height(table) > MOST_LINES)


def _height(table: RegisterTable) -> int:
    """How many lines its rows take in the text."""
    room = [max(share * ACROSS // 100, 1) for share in shares(table)]
    return sum(max(map(_lines, row, room), default=0) for row in table["rows"])


def _lines(cell: str, room: int) -> int:
    return sum(ceil(len(line) / room) or 1 for line in cell.split("\n"))


def widths(table: RegisterTable, whole: int, least: int = 1) -> list[int]:
    """The widths of a table's columns where all of them together have `whole`, each at least
    `least`."""
    parts = sum(table["widths"])
    return [max(width * whole // parts, least) for width in table["widths"]]


def shares(table: RegisterTable) -> list[int]:
    """The widths of a table's columns in hundredths of the page."""
    return widths(table, 100)


def headed(table: RegisterTable) -> list[list[tuple[str, str]]]:
    """The rows of a table, each cell beside the head of its column."""
    return [list(zip(table["heads"], row, strict=True)) for row in table["rows"]]
