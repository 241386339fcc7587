"""A file that was sent in, as it is read in a process of its own (`guard.outside`)."""

from datetime import date
from typing import Any, Final

from imports.rules.columns.match import match
from imports.rules.plan.interpretation import interpret
from sheets.rules.cells import to_json
from sheets.rules.source import read
from timescales.days import Period

_ANY_PERIOD: Final = Period(date(2026, 8, 1), date(2028, 7, 31))


def sheets_sent(name: str, data: bytes) -> list[dict[str, Any]]:
    """Its sheets as plain values (`cells.from_json`). Raises Refusal, also when no table is there.

    They are gone through once as the preview does: what would take too long there stops here.
    """
    sheets = read(data)
    interpret(sheets, match(sheets), _ANY_PERIOD)
    return to_json(sheets)
