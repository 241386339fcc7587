"""Bad and hostile files: a clear refusal each, before anything is expanded."""

import io
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from openpyxl import Workbook

from guard.refusals import Refusal
from imports.rules.columns.match import match
from imports.rules.plan.interpretation import interpret
from sheets.rules.source import read
from tests.imports.books import PERIOD, book, saved
from tests.imports.test_word import document, table

TOO_LARGE = (
    "The file is far too large once unpacked. Copy the plan's rows into a new document and send "
    "that."
)
DAMAGED = "The file is damaged: it could not be opened."
ROWS = [["Action", "Lead", "Due"], ["Write", "Police", "31/03/2026"]]


def refusal(data: bytes) -> str:
    with pytest.raises(Refusal) as refused:
        read(data)
    return str(refused.value)


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    begun = time.process_time()
    yield
    assert time.process_time() - begun < seconds


def with_parts(data: bytes, **changed: bytes) -> bytes:
    """The package with parts put beside, or instead of, its own."""
    file = io.BytesIO()
    parts = {name.replace("__", "/"): content for name, content in changed.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", 8) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return file.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def merged(area: str) -> bytes:
    plain = book(ROWS)
    with zipfile.ZipFile(io.BytesIO(plain)) as package:
        sheet = package.read(SHEET)
    ranges = f'</sheetData><mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>'
    return with_parts(plain, **{SHEET: sheet.replace(b"</sheetData>", ranges.encode())})


@pytest.mark.parametrize("area", ["A1:XFD1048576", "A3:C1048576", "$A$1:$Z$60000"])
def test_a_merged_range_over_a_whole_sheet(area):
    with bounded(5):
        assert refusal(merged(area)).startswith("A merged range covers far more cells")


def many_rows(number: int) -> bytes:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Plan")
    sheet.append(ROWS[0])
    for at in range(number):
        sheet.append([f"Act {at}", "Police", "31/03/2026"])
    return saved(workbook)


def test_many_rows_of_a_workbook_are_refused_before_they_are_read():
    data = many_rows(8_000)
    with bounded(8):
        assert refusal(data).startswith("The file has more than 5,000 rows.")


@pytest.mark.parametrize(
    "data",
    [
        b"Action,Lead,Due\n" + b"Write,Police,31/03/2026\n" * 100_000,
        b"Action,Lead\n" + b"\n" * 3_000_000,
    ],
    ids=["filled", "blank"],
)
def test_many_lines_of_a_text_are_refused_at_the_limit(data):
    with bounded(8):
        assert refusal(data).startswith("“The file” has more than 5,000 rows.")


def test_a_line_of_a_million_cells():
    with bounded(8):
        assert refusal(b"Action,Lead\n" + b"," * 2_000_000).startswith("Row 2 has 2,000,001 cells")


def test_many_rows_of_a_document():
    rows = [["a", "b"]] * 6_000
    assert refusal(document(table(*rows))).startswith("“The document” has more than 5,000 rows.")


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/styles.xml", SHEET])
@pytest.mark.parametrize(
    "declared",
    [
        b'<!DOCTYPE a [<!ENTITY b "c">]>',
        b'<!DOCTYPE a SYSTEM "http://host.example/a.dtd">',
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_entities_are_refused(part, declared):
    data = with_parts(book(ROWS), **{part: b'<?xml version="1.0"?>' + declared + b"<a>x</a>"})
    assert refusal(data) == (
        "The file declares entities, which no plan needs. Save it anew and send that."
    )


def test_entities_of_a_document_are_refused():
    data = with_parts(
        document(table(*ROWS)), **{"word/styles.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}
    )
    assert refusal(data).startswith("The file declares entities")


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("xl/externalLinks/externalLink1.xml", "The workbook takes values from other files."),
        ("xl/connections.xml", "The workbook takes values from other files."),
        ("xl/vbaProject.bin", "The file contains macros."),
        ("word/vbaProject.bin", "The file contains macros."),
    ],
)
def test_macros_and_links_are_refused(name, start):
    assert refusal(with_parts(book(ROWS), **{name: b"<a/>"})).startswith(start)


@pytest.mark.parametrize("kind", [book(ROWS), document(table(*ROWS))], ids=["xlsx", "docx"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_damaged(kind, share):
    assert refusal(kind[: int(len(kind) * share)]) == DAMAGED


def test_a_part_that_is_broken_off_is_damaged():
    data = with_parts(document(table(*ROWS)), **{"word/document.xml": b"<w:document><w:body>"})
    assert refusal(data) == DAMAGED


def test_many_elements_are_refused():
    data = with_parts(book(ROWS), **{"xl/other.xml": b"<a>" + b"<b/>" * 1_000_001 + b"</a>"})
    with bounded(20):
        assert refusal(data) == TOO_LARGE


def test_deep_nesting_is_refused():
    deep = b"<a>" * 100_000 + b"</a>" * 100_000
    assert refusal(with_parts(document(""), **{"word/document.xml": deep})) == TOO_LARGE


def test_a_page_of_deep_tables_is_refused():
    assert refusal(b"<html>" + b"<table><tr><td>" * 5_000).startswith("The page has tables inside")


def test_a_cell_that_spans_everything_is_cut():
    page = b"<table><tr><td colspan=99999 rowspan=99999>a" + b"<tr><td colspan=1000 rowspan=1000>b"
    assert refusal(page).startswith("The page's tables are far larger than a plan.")


@pytest.mark.parametrize(
    "words",
    ["Lead Officer and " * 1_500, "a, " * 8_000, "(" * 8_000, "1) " * 8_000, "12/" * 8_000,
     "March " * 5_000, "complete " * 3_000, "\n- a" * 6_000],
)  # fmt: skip
def test_long_words_in_every_column_are_read_in_time(words):
    header = ["Outcome", "No", "Action", "Lead", "Due", "Revised date", "Status", "Progress"]
    sheets = read(book([header, [words[:32_000]] * len(header)]))
    begun = time.process_time()
    interpret(sheets, match(sheets), PERIOD)
    assert time.process_time() - begun < 10


def test_bytes_that_were_damaged_on_the_way_are_a_refusal():
    """Turned round inside the packed data of each part, whose own reader then stumbles."""
    whole = book(ROWS)
    parts = zipfile.ZipFile(io.BytesIO(whole)).infolist()
    for part in parts:
        data = bytearray(whole)
        data[part.header_offset + 30 + len(part.filename)] ^= 0xFF
        assert refusal(bytes(data)) == DAMAGED
