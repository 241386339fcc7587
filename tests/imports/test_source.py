import zipfile
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from documents.text import piece
from guard.refusals import Refusal
from sheets.rules import source
from sheets.rules.cells import from_json, to_json
from sheets.rules.shown import show
from sheets.rules.source import read
from tests.imports.books import book, saved, text

ROWS = [["Outcome", "Action", "Lead"], ["Heard", "Ask “how”\n• each child", "Chair"]]


def words(data: bytes) -> list[list[str]]:
    return [[cell.words for cell in row.cells] for row in read(data)[0].rows]


def refusal(data: bytes) -> str:
    with pytest.raises(Refusal) as refused:
        read(data)
    return str(refused.value)


@pytest.mark.parametrize(
    "data",
    [
        book(ROWS),
        text(ROWS).encode(),
        text(ROWS).encode("utf-8-sig"),
        text(ROWS).encode("utf-16"),
        text(ROWS).encode("cp1252"),
        text(ROWS, delimiter=";").encode(),
        text(ROWS, delimiter="\t").encode(),
        text(ROWS, delimiter="|").encode(),
        b"sep=;\r\n" + text(ROWS, delimiter=";").encode(),
    ],
    ids=["xlsx", "utf-8", "bom", "utf-16", "windows", "semicolon", "tab", "bar", "sep"],
)
def test_words_come_back_unchanged(data):
    assert words(data)[-2:] == ROWS


def test_commas_inside_words_do_not_mislead():
    rows = [["Action", "Lead"], *[["Ask, listen, act, tell", "Chair, Lead Officer"]] * 5]
    assert words(text(rows, delimiter=";").encode()) == rows


def compound(content: bytes = b"") -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + content


def package(*names: str, of: bytes | None = None, content: bytes = b"") -> bytes:
    file = BytesIO(of or b"")
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return file.getvalue()


NO_PLAN = "This is no document with a plan. Send an .xlsx, .docx, .csv or .html file."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf,,,\n,,\n", "The file holds no words: every cell is empty."),
        (book([]), "The file holds no words: every cell is empty."),
        (
            compound(),
            "This is an old Excel or Word file. Save it as .xlsx or .docx and send that.",
        ),
        (
            compound("EncryptedPackage".encode("utf-16-le")),
            "The file is protected by a password. Save a copy without one and send that.",
        ),
        (
            package("xl/vbaProject.bin", of=book(ROWS)),
            "The file contains macros. Save it as .xlsx or .docx, which keep no macros, and send "
            "that.",
        ),
        (
            package("xl/externalLinks/externalLink1.xml", of=book(ROWS)),
            "The workbook takes values from other files. Copy the sheet, paste it as values into a "
            "new workbook and send that.",
        ),
        (
            package("ppt/presentation.xml"),
            "These are slides. Copy the plan's table into a document and send that.",
        ),
        (
            package("content.xml"),
            "This is an OpenDocument file. Save it as .xlsx or .docx and send that.",
        ),
        (package("a.txt"), NO_PLAN),
        (b"PK\x03\x04 not a package", "The file is damaged: it could not be opened."),
        (
            package("xl/workbook.xml", content=b"<broken"),
            "The file is damaged: it could not be opened.",
        ),
        (
            b"%PDF-1.7",
            "This is a PDF. Send the document that it was made from, or put its table into Word.",
        ),
        (
            b"<html><table></table></html>",
            "The file holds no words: every cell is empty.",
        ),
        (
            b"Action,Lead\nAsk\x00,Chair\n",
            NO_PLAN,
        ),
        (
            b"\x89PNG\r\n\x1a\n",
            "This is a picture. A plan comes in as a document or a spreadsheet.",
        ),
    ],
)
def test_files_that_are_refused(data, message):
    assert refusal(data) == message


def test_a_package_that_swells_is_not_unpacked():
    bomb = package("xl/media/a.bin", of=book(ROWS), content=bytes(5 * 1024 * 1024))
    assert refusal(bomb) == (
        "The file is far too large once unpacked. Copy the plan's rows into a new document and "
        "send that."
    )


def test_entities_are_not_expanded():
    sheet = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    names = {"xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"}
    original = zipfile.ZipFile(BytesIO(book(ROWS)))
    parts = {n: sheet if n in names else original.read(n) for n in original.namelist()}
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert refusal(file.getvalue()).startswith("The file declares entities")


def test_large_files_are_refused(monkeypatch):
    monkeypatch.setattr(source, "MAX_BYTES", 1024 * 1024)
    assert refusal(b"a," * 600_000) == "The file is larger than 1 MB."


def test_ten_thousand_rows_are_refused():
    rows = [["Action"], *[["Ask each child"]] * 10_000]
    assert refusal(text(rows).encode()) == (
        "“The file” has more than 5,000 rows. A plan of so many rows is not taken: is this the "
        "right file?"
    )


def test_a_quotation_mark_that_is_never_closed():
    assert refusal(b'Action,Lead\n"' + b"a" * 200_000).startswith("The file could not be read")


def test_merged_cells_repeat_downwards_and_not_sideways():
    data = book(
        [["Outcome", "Action"], ["Heard", "Ask"], [None, "Tell"]], merges=["A2:A3", "A1:B1"]
    )
    first, _, third = read(data)[0].rows
    assert (third[0].words, third[0].covered) == ("Heard", "above")
    assert (first[1].words, first[1].covered) == ("", "left")


@pytest.mark.parametrize(
    ("value", "pattern", "shown"),
    [
        (date(2026, 3, 1), "dd/mm/yyyy", ("01/03/2026", True)),
        (date(2026, 3, 1), "d mmmm yyyy", ("1 March 2026", True)),
        (date(2026, 3, 1), "mmm-yy", ("Mar-26", False)),
        (date(2026, 3, 1), "mmmm\\ yyyy", ("March 2026", False)),
        (date(2026, 3, 1), "[$-809]d mmmm yyyy;@", ("1 March 2026", True)),
        (date(2026, 3, 1), "mm-dd-yy", ("01/03/2026", True)),
        (datetime(2026, 3, 1, tzinfo=UTC), "yyyy-mm-dd h:mm:ss", ("1 March 2026", True)),
        (date(2026, 3, 1), "dd/mm/yyyy hh:mm", ("01/03/2026", True)),
    ],
)
def test_dates_are_shown_as_the_spreadsheet_shows_them(value, pattern, shown):
    words, _, shows_day = show(value, pattern)
    assert (words, shows_day) == shown


@pytest.mark.parametrize(
    ("value", "pattern", "shown"),
    [
        (1.1, "General", "1.1"),
        (1.1, "0.00", "1.10"),
        (3, "General", "3"),
        (3.0, "General", "3"),
        (1, "00", "01"),
        (0.25, "0%", "25%"),
        (True, "General", "TRUE"),
    ],
)
def test_numbers_are_shown_as_the_spreadsheet_shows_them(value, pattern, shown):
    assert show(value, pattern)[0] == shown


def test_hidden_rows_and_struck_words_are_known():
    sheet = read(book(ROWS, hidden=[2], struck=["B2"]))[0]
    assert (sheet.rows[1].hidden, sheet.rows[1][1].struck) == (True, True)


@pytest.mark.parametrize(
    ("colour", "name"),
    [("FF0000", "red"), ("FFC000", "amber"), ("FFFF00", "amber"), ("00B050", "green"),
     ("92D050", "green"), ("7030A0", "purple"), ("0070C0", "blue"), ("FFFFFF", ""),
     ("D9D9D9", ""), ("000000", "")],
)  # fmt: skip
def test_fills_that_stand_for_a_status(colour, name):
    rows = [["Action", "RAG", "x"], ["Ask", None, "y"]]
    assert read(book(rows, fills={"B2": colour}))[0].rows[1][1].fill == name


def test_formulas_are_not_computed():
    sheet = read(book([["Action", "Due"], ["Ask", "=TODAY()"]]))[0]
    assert (sheet.rows[1][1].formula, sheet.rows[1][1].words) == (True, "=TODAY()")


def test_a_draft_waits_as_json_and_comes_back():
    sheets = read(book(ROWS, merges=["A2:A3"], formats={"C2": "@"}, fills={"C2": "FF0000"}))
    assert from_json(to_json(sheets)) == sheets


NOT_IN_A_FILE = "\ufeff\ufffe\uffff"
# Every row with as many of another mark as of commas: no reader could tell which one cuts.
OTHER_MARKS = ";|"
LETTERS = st.characters(
    codec="utf-8",
    exclude_categories=["Cc", "Cs"],
    exclude_characters=NOT_IN_A_FILE + OTHER_MARKS,
)
CELL = (
    st.text(LETTERS, min_size=1, max_size=30)
    .map(lambda words: piece(words).text)  # what is taken out is tested with `documents.text`
    .filter(lambda words: words.strip() and words[0] != "=")
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=5))
def test_any_words_survive_both_kinds_of_file(rows):
    workbook = Workbook()
    for row in rows:
        workbook.active.append([f"{value}" for value in row])
    for cells in workbook.active.iter_rows():
        for cell in cells:
            cell.data_type = "s"
    expected = [list(row) for row in rows]
    assert words(saved(workbook)) == expected
    assert words(text([*rows, *rows, *rows]).encode())[: len(rows)] == expected


def test_a_format_in_the_last_row_makes_no_million_rows():
    workbook = Workbook()
    workbook.active.append(["Action", "Lead"])
    workbook.active["A1048576"].number_format = "@"
    assert [row.number for row in read(saved(workbook))[0].rows] == [1]


@pytest.mark.parametrize("cell", ["Ask\x0bthem\x0cagain\x1b", "Ask_x000B_them_x000c_again_x001B_"])
def test_a_cell_is_cleaned_when_it_is_read(cell):
    if "\x0b" in cell:
        read = words(text([["Action", "Lead"], [cell, "Chair"]]).encode())
    else:
        workbook = Workbook()
        workbook.active.append(["Action", "Lead"])
        workbook.active.append([cell, "Chair"])
        read = words(saved(workbook))

    assert read == [["Action", "Lead"], ["Ask\nthem\nagain", "Chair"]]
