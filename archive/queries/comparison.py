"""An area that is here, beside its file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path

from django.conf import settings

from archive.queries.contents import columns, goes, leads_to, rows_of
from archive.rules.arrival import Arrived
from archive.rules.comparison import Side, TableResult, compared
from archive.rules.contents import TABLES
from archive.rules.document import Json
from committees.models import Area

# by table which rows have a file, and below which folder of the settings it lies
KEPT = {
    "actions.evidence": ("kind", "file", "DATA"),
    "reporting.reportfile": ("state", "ready", "MEDIA_ROOT"),
    "editions.editionfile": ("state", "ready", "MEDIA_ROOT"),
}


def results(arrived: Arrived, area: Area) -> Iterator[TableResult]:
    """What is alike and what is not, table by table; then the files."""
    ours: dict[str, dict[int, Json]] = defaultdict(dict)
    for row in rows_of(area):
        ours[row.table][row.key] = row.values
    leads = {table: _leads(table) for table in TABLES}
    file, here = Side(arrived.rows, leads), Side(ours, leads)
    for table in TABLES:
        yield compared(table, file, here)
    yield from _files(arrived, ours)


def _leads(table: str) -> dict[str, str]:
    named = {field.attname: leads_to(field) for field in columns(table)}
    return {column: lead if goes(lead) else "" for column, lead in named.items() if lead}


def _files(arrived: Arrived, ours: dict[str, dict[int, Json]]) -> Iterator[TableResult]:
    """Each file's bytes here, beside the hash of those in the file; in the order of their rows."""
    for table, (column, kept, folder) in KEPT.items():
        result = TableResult(f"files of {table}")
        theirs = [fact for (of, _), fact in sorted(arrived.files.items()) if of == table]
        rows = [values for _, values in sorted(ours[table].items()) if values[column] == kept]
        for number, fact in enumerate(theirs):
            named = rows[number]["path"] if number < len(rows) else ""
            path = Path(getattr(settings, folder)) / named
            if not named or not path.is_file():
                result.different.append(f"file {number + 1} is not here")
            elif _digest(path) != fact.sha256:
                result.different.append(f"file {number + 1} has other bytes")
            else:
                result.alike += 1
        result.besides = max(0, len(rows) - len(theirs))
        yield result


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
