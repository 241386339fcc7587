"""From an uploaded file's bytes to sheets of cells. Content tells the type, not the name."""

import zipfile
from io import BytesIO

from guard.refusals import Refusal
from imports.rules.files.cells import Sheet
from imports.rules.files.delimited import read_text
from imports.rules.files.identifiers import without_identifiers
from imports.rules.files.workbook import read_workbook

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 120 * 1024 * 1024
MAX_PARTS = 1000
MAX_RATIO = 300
MAX_ROWS = 5000

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHER = (
    (b"%PDF", "This is a PDF. Put the plan's table into a spreadsheet and send that."),
    (b"{\\rtf", "This is a text document. Put the plan's table into a spreadsheet and send that."),
    (b"\x89PNG", "This is a picture. A plan comes in as a spreadsheet."),
    (b"\xff\xd8\xff", "This is a picture. A plan comes in as a spreadsheet."),
    (b"GIF8", "This is a picture. A plan comes in as a spreadsheet."),
)


def read(data: bytes) -> tuple[Sheet, ...]:
    """All sheets of a workbook (.xlsx) or the one table of a text file (.csv).

    Raises Refusal, in words for the person who sent it, when the file cannot be read
    safely or holds nothing.
    """
    if not data.strip(b"\x00 \r\n\t"):
        raise Refusal("The file is empty.")
    if len(data) > MAX_BYTES:
        raise Refusal(f"The file is larger than {MAX_BYTES // 1024 // 1024} MB.")
    _refuse_other_kinds(data)
    if data.startswith(b"PK"):
        _check_package(data)
        sheets = read_workbook(data)
    else:
        sheets = read_text(data)
    return without_identifiers(_check_rows(sheets))


def _refuse_other_kinds(data: bytes) -> None:
    if data.startswith(_COMPOUND):
        if _ENCRYPTED in data:
            raise Refusal(
                "The workbook is protected by a password. Save a copy without one and send that."
            )
        raise Refusal(
            "This is an old Excel or Word file. Save the workbook as .xlsx and send that."
        )
    for signature, message in _OTHER:
        if data.startswith(signature):
            raise Refusal(message)
    start = data[:1000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        raise Refusal(
            "This is a web page, not a spreadsheet. Open it in a spreadsheet program, save it as "
            ".xlsx and send that."
        )


def _check_package(data: bytes) -> None:
    """A workbook is a ZIP archive: look at its list of parts before anything is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
    except zipfile.BadZipFile as error:
        raise Refusal("The file is damaged: it could not be opened.") from error
    names = {part.filename for part in parts}
    _refuse_other_packages(names)
    if any(part.flag_bits & 1 for part in parts):
        raise Refusal("The file is protected by a password. Save a copy without one.")
    unpacked = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > 1024 * 1024 and part.file_size > MAX_RATIO * part.compress_size
        for part in parts
    )
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or swollen:
        raise Refusal(
            "The workbook is far too large once unpacked. Copy the plan's rows into a new workbook "
            "and send that."
        )


def _refuse_other_packages(names: set[str]) -> None:
    if any("vbaproject" in name.casefold() for name in names):
        raise Refusal(
            "The workbook contains macros. Save it as .xlsx, which keeps no macros, and send that."
        )
    if any(name.startswith("xl/externalLinks/") for name in names):
        raise Refusal(
            "The workbook takes values from other files. Copy the sheet, paste it as values into a "
            "new workbook and send that."
        )
    if "xl/workbook.xml" in names:
        return
    if any(name.startswith("word/") for name in names):
        raise Refusal("This is a Word document. Copy its table into a spreadsheet and send that.")
    if "content.xml" in names:
        raise Refusal("This is an OpenDocument file. Save it as .xlsx and send that.")
    raise Refusal("This is not a spreadsheet. Send an .xlsx or a .csv file.")


def _check_rows(sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    filled = tuple(sheet for sheet in sheets if sheet.rows)
    if not filled:
        raise Refusal("The file holds no words: every cell is empty.")
    for sheet in filled:
        if len(sheet.rows) > MAX_ROWS:
            raise Refusal(
                f"“{sheet.name}” has {len(sheet.rows):,} rows. A plan of more than {MAX_ROWS:,} "
                "rows is not taken: is this the right file?"
            )
    return filled
