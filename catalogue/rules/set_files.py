"""A published set of indicators as a file: read in a process of its own, and its empty frame."""

from collections.abc import Mapping
from typing import Any, Final

from catalogue.rules.entries import SetFile
from catalogue.rules.set_rows import HEAD, NEEDED, frame, read_json, read_rows
from figures.enums import Frequency, Good, Timing, Unit, YearType
from guard.refusals import Refusal
from sheets.rules.cells import Row
from sheets.rules.frame import FrameSheet, workbook_frame
from sheets.rules.source import MAX_BYTES, read

WIDE: Final = frozenset(("Name", "What is counted", "Out of whom or what", "Questions", "Source"))
CHOICES: Final = (
    ("Unit", Unit),
    ("When", Timing),
    ("How often", Frequency),
    ("Year", YearType),
    ("Which way is good", Good),
)
NOTES: Final = (
    f"Fill in {', '.join(HEAD[:-1]).lower()} and {HEAD[-1].lower()} of the set in the lines above.",
    f"Each row is an indicator. {', '.join(NEEDED)} are needed; the rest may stay empty.",
    "Ages are whole years; write unborn for children who are not born yet.",
    "Write each question, and each category, on a line of its own within the cell.",
    "An average, a rate or a percentage says out of whom or what it is.",
)


def set_sent(name: str, data: bytes) -> dict[str, object]:
    """What a file holds: {"text": …} of JSON, {"rows": [[…]]} of a table. Raises Refusal."""
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{":
        if len(data) > MAX_BYTES:
            raise Refusal("The file is larger than a set of indicators can be.")
        try:
            return {"text": data.decode("utf-8-sig")}
        except UnicodeDecodeError as fault:
            raise Refusal("This is not text in UTF-8. Save it so, and send that.") from fault
    for sheet in read(data):
        rows = [_words(row) for row in sheet.rows]
        if any("Name" in row and "Unit" in row for row in rows):
            return {"rows": rows}
    raise Refusal("There is no row with the names of the columns. Begin from the empty frame.")


def _words(row: Row) -> list[str]:
    return [cell.day.isoformat() if cell.day else cell.words.strip() for cell in row.cells]


def empty_frame() -> bytes:
    """The workbook as bytes: the same bytes every time. No indicator stands in it."""
    *above, names = frame()
    columns = [(name, 36 if name in WIDE else 16) for name in names]
    choices = [(column, ", ".join(map(str, kinds.labels))) for column, kinds in CHOICES]
    sheet = FrameSheet("Indicators", columns, above=above)
    return workbook_frame("A set of indicators to bring in", [sheet], NOTES, choices)


def set_in(sent: Mapping[str, Any]) -> SetFile:
    """The set that `set_sent` read. Raises ValueError, in words, for what the file does not say."""
    return read_json(sent["text"]) if "text" in sent else read_rows(sent["rows"])
