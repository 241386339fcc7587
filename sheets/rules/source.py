"""From an uploaded file's bytes to sheets of cells. Content tells the type, not the name."""

from guard.refusals import Refusal
from sheets.rules.cells import Sheet
from sheets.rules.delimited import read_text
from sheets.rules.identifiers import without_identifiers
from sheets.rules.package import MAX_ROWS, check_package, refuse_rows
from sheets.rules.pages import read_page
from sheets.rules.word import read_word
from sheets.rules.workbook import read_workbook

MAX_BYTES = 10 * 1024 * 1024

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHER = (
    (
        b"%PDF",
        "This is a PDF. Send the document that it was made from, or put its table into Word.",
    ),
    (b"{\\rtf", "This is a text document (.rtf). Save it as .docx and send that."),
    (b"\x89PNG", "This is a picture. A plan comes in as a document or a spreadsheet."),
    (b"\xff\xd8\xff", "This is a picture. A plan comes in as a document or a spreadsheet."),
    (b"GIF8", "This is a picture. A plan comes in as a document or a spreadsheet."),
)


def read(data: bytes) -> tuple[Sheet, ...]:
    """All sheets of a workbook (.xlsx), a document (.docx), a web page or a text file (.csv).

    Raises Refusal, in words for the person who sent it, when the file cannot be read
    safely or holds nothing.
    """
    if not data.strip(b"\x00 \r\n\t"):
        raise Refusal("The file is empty.")
    if len(data) > MAX_BYTES:
        raise Refusal(f"The file is larger than {MAX_BYTES // 1024 // 1024} MB.")
    _refuse_other_kinds(data)
    if data.startswith(b"PK"):
        sheets = _PACKAGES[check_package(data)](data)
    elif _is_page(data):
        sheets = read_page(data)
    else:
        sheets = read_text(data)
    return without_identifiers(_check_rows(sheets))


_PACKAGES = {"xlsx": read_workbook, "docx": read_word}


def _is_page(data: bytes) -> bool:
    start = data[:1000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    return start.startswith((b"<!doctype", b"<html", b"<table", b"<!--", b"<meta", b"<div"))


def _refuse_other_kinds(data: bytes) -> None:
    if data.startswith(_COMPOUND):
        if _ENCRYPTED in data:
            raise Refusal(
                "The file is protected by a password. Save a copy without one and send that."
            )
        raise Refusal("This is an old Excel or Word file. Save it as .xlsx or .docx and send that.")
    for signature, message in _OTHER:
        if data.startswith(signature):
            raise Refusal(message)


def _check_rows(sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    filled = tuple(sheet for sheet in sheets if sheet.rows)
    if not filled:
        raise Refusal("The file holds no words: every cell is empty.")
    for sheet in filled:
        if len(sheet.rows) > MAX_ROWS:
            refuse_rows(f"“{sheet.name}”")
    return filled
