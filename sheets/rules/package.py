"""What an uploaded package (.xlsx, .docx) is, told from its list of parts and one pass over them.

Limits are read before anything is expanded: a merged range over a whole sheet, or a hundred
thousand rows, is refused in the time that it takes to read so far.
"""

import re
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO
from xml.parsers import expat

from guard.refusals import Refusal
from updates.rules.evidence.packages import BROKEN

MAX_UNPACKED = 120 * 1024 * 1024
MAX_XML = 40 * 1024 * 1024
MAX_PARTS = 1000
MAX_RATIO = 300
MAX_ROWS = 5000
MAX_CELLS = 200_000
MAX_ELEMENTS = 1_000_000
MAX_MERGED = 200_000  # cells that merged ranges cover
MAX_DEPTH = 200
_CHUNK = 64 * 1024
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
_TOO_LARGE = (
    "The file is far too large once unpacked. Copy the plan's rows into a new document and send "
    "that."
)
_DAMAGED = "The file is damaged: it could not be opened."


def check_package(data: bytes) -> str:
    """Which kind of document it is: "xlsx" or "docx". Raises Refusal for what is not taken."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
            kind = _kind({part.filename for part in parts})
            _check_sizes(parts)
            _check_parts(package, parts)
    except BROKEN as error:
        raise Refusal(_DAMAGED) from error
    return kind


def _kind(names: set[str]) -> str:
    if "EncryptedPackage" in names:
        raise Refusal("The file is protected by a password. Save a copy without one.")
    if any("vbaproject" in name.casefold() for name in names):
        raise Refusal(
            "The file contains macros. Save it as .xlsx or .docx, which keep no macros, and send "
            "that."
        )
    if any(name.startswith(("xl/externalLinks/", "xl/connections")) for name in names):
        raise Refusal(
            "The workbook takes values from other files. Copy the sheet, paste it as values into a "
            "new workbook and send that."
        )
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "word/document.xml" in names:
        return "docx"
    if any(name.startswith("ppt/") for name in names):
        raise Refusal("These are slides. Copy the plan's table into a document and send that.")
    if "content.xml" in names:
        raise Refusal("This is an OpenDocument file. Save it as .xlsx or .docx and send that.")
    raise Refusal("This is no document with a plan. Send an .xlsx, .docx, .csv or .html file.")


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise Refusal("The file is protected by a password. Save a copy without one.")
    swollen = any(
        part.file_size > 1024 * 1024 and part.file_size > MAX_RATIO * part.compress_size
        for part in parts
    )
    unpacked = sum(part.file_size for part in parts)
    words = sum(part.file_size for part in parts if _is_xml(part))
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or words > MAX_XML or swollen:
        raise Refusal(_TOO_LARGE)


def _is_xml(part: zipfile.ZipInfo) -> bool:
    return part.filename.casefold().endswith((".xml", ".rels", ".vml"))


@dataclass
class _Count:
    """What one pass over the parts has met so far."""

    elements: int = 0
    cells: int = 0
    merged: int = 0
    depth: int = 0
    rows: int = 0
    filled: bool = False
    counted: bool = field(default=False)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self.depth += 1
        local = name.rpartition(":")[2]
        if local == "row" or local == "tr":
            self.counted = False
        elif local in ("c", "tc"):
            self.cells += 1
        elif local in ("v", "is", "t") and not self.counted:
            self.counted = True
            self.rows += 1
        elif local == "mergeCell":
            self.merged += _area(attributes.get("ref", ""))
        self._check()

    def end(self, _: str) -> None:
        self.depth -= 1

    def _check(self) -> None:
        if self.merged > MAX_MERGED:
            raise Refusal(
                "A merged range covers far more cells than a plan has. Take the merge apart, or "
                "copy the plan's rows into a new workbook, and send that."
            )
        if self.elements > MAX_ELEMENTS or self.cells > MAX_CELLS or self.depth > MAX_DEPTH:
            raise Refusal(_TOO_LARGE)


def _area(words: str) -> int:
    match = _RANGE.fullmatch(words)
    if not match:
        return 1
    left, right = _column(match[1]), _column(match[3])
    return max(right - left + 1, 1) * max(int(match[4]) - int(match[2]) + 1, 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _check_parts(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    count = _Count()
    for part in parts:
        if _is_xml(part):
            with package.open(part) as opened:
                _pass_over(opened, count, is_sheet="worksheets/" in part.filename)


def _pass_over(opened: IO[bytes], count: _Count, *, is_sheet: bool) -> None:
    """One pass, that stops at the first limit. Raises Refusal for XML that declares anything."""
    count.depth, count.rows = 0, 0

    def refuse(*_: object) -> None:
        raise Refusal(
            "The file declares entities, which no plan needs. Save it anew and send that."
        )

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = count.start
    parser.EndElementHandler = count.end
    try:
        while chunk := opened.read(_CHUNK):
            parser.Parse(chunk, False)
            if is_sheet and count.rows > MAX_ROWS:
                refuse_rows()
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Refusal(_DAMAGED) from error


def refuse_rows(name: str = "The file") -> None:
    raise Refusal(
        f"{name} has more than {MAX_ROWS:,} rows. A plan of so many rows is not taken: is this the "
        "right file?"
    )
