"""Spreadsheet and Word editions of a snapshot."""

import io

import pytest
from docx import Document
from openpyxl import load_workbook

from documents.files import cells, pdf, spreadsheet, word
from tests.reporting import samples

SHA = "a" * 64


def sheet(content):
    book = load_workbook(io.BytesIO(spreadsheet.xlsx(content, SHA).data))
    return book["Actions"]


def test_every_action_is_a_row_in_its_own_words():
    content = samples.snapshot(30)
    rows = list(sheet(content).iter_rows(min_row=2, values_only=True))
    assert [(row[2], row[3]) for row in rows] == [
        (action["reference"], action["text"]) for action in content["actions"]
    ]


@pytest.mark.parametrize("text", ["=1+1", "+44", "-2", "@now", '=HYPERLINK("a")'])
def test_words_that_look_like_a_formula_stay_words(text):
    content = samples.snapshot(1)
    content["actions"][0]["text"] = text
    cell = sheet(content).cell(row=2, column=4)
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_dates_are_dates():
    cell = sheet(samples.snapshot(1)).cell(row=2, column=11)
    assert (cell.value.date().isoformat(), cell.number_format) == ("2027-07-31", "d mmmm yyyy")


def test_word_has_every_action():
    content = samples.snapshot(30)
    document = Document(io.BytesIO(word.docx(content, SHA).data))
    cells = {
        tuple(cell.paragraphs[0].text for cell in row.cells[:2])
        for table in document.tables
        for row in table.rows
    }
    assert {(row["reference"], row["text"]) for row in content["actions"]} <= cells


@pytest.mark.parametrize("kind", ["quarterly", "annual"])
def test_a_word_file_says_once_that_it_is_a_copy_and_not_on_a_page_of_its_own(kind):
    document = Document(io.BytesIO(word.docx(samples.snapshot(12, kind=kind), SHA).data))
    told = [row.text for row in document.paragraphs]
    [at] = [place for place, text in enumerate(told) if text.startswith("An editable copy.")]
    # a quarterly report's first page is full; an annual one's list stands below its cover
    assert told[at - 1 if kind == "quarterly" else at + 1] == "Contents"


@pytest.mark.parametrize("make", [spreadsheet.xlsx, word.docx])
def test_same_snapshot_same_bytes(make):
    content = samples.snapshot(5)
    assert make(content, SHA).data == make(content, SHA).data


TYPED = {
    *("plan", "headings", "actions", "sections", "outcomes", "bodies", "members", "notes"),
    *("text", "title", "vision", "introduction", "context", "body", "heading", "lead"),
    *("progress", "reason", "remedy", "evidence", "difference", "challenge", "measures"),
}
HOSTILE = "Ask\x0bthem\x0c\x00\x1b[0m \ud800\ufffe\uffff\U0001ffff"


def strewn(value, into):
    """The same value with `into` at the end of every text that a person writes."""
    if isinstance(value, dict):
        return {key: strewn(item, into if key in TYPED else "") for key, item in value.items()}
    if isinstance(value, list):
        return [strewn(item, into) for item in value]
    return value + into if isinstance(value, str) else value


@pytest.mark.parametrize("make", [spreadsheet.xlsx, word.docx, pdf.html])
def test_a_snapshot_from_before_texts_were_cleaned_still_prints(make):
    clean = samples.snapshot(3)
    made = [make(strewn(clean, into), SHA) for into in (HOSTILE, "Ask\nthem\n[0m ")]

    assert made[0] == made[1]


def test_a_text_longer_than_a_cell_is_not_lost():
    content = samples.snapshot(1)
    content["actions"][0]["text"] = "a" * 40_000

    assert len(sheet(content).cell(row=2, column=4).value) == cells.MOST_IN_A_CELL


@pytest.mark.parametrize("make", [spreadsheet.xlsx, word.docx])
def test_a_plan_without_actions_makes_a_file(make):
    assert make(samples.snapshot(0), SHA).data[:2] == b"PK"
