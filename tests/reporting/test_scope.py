"""A report tells of the themes of its quarter, and says when it tells of the others."""

import io
from datetime import date

from openpyxl import load_workbook

from documents.files import pdf, spreadsheet, word
from documents.schema.scope import ScopeRecord
from reporting.rules.snapshots.scope import positions
from tests.oracle.files import word_paper
from tests.oracle.paper import Paper
from tests.reporting import samples

SCOPE: ScopeRecord = {
    "quarters": [{"number": 1, "name": "first quarter, August to October 2026"}],
    "themes": [
        {"heading": 1, "quarters": [1], "reported": True, "next": "", "last": None},
        {"heading": 5, "quarters": [2], "reported": False,
         "next": "second quarter, November 2026 to January 2027", "last": "2026-07-31"},
    ],
}  # fmt: skip


def scoped() -> dict:
    content = samples.snapshot()
    tops = [row["id"] for row in content["headings"] if row["parent"] is None]
    themes = [{**SCOPE["themes"][min(place, 1)], "heading": key} for place, key in enumerate(tops)]
    return {**content, "scope": {**SCOPE, "themes": themes}}


def test_what_is_left_for_later_is_said_and_not_counted_out():
    content = scoped()
    whole, paper = (Paper(pdf.html(row, "0" * 64)) for row in (samples.snapshot(), content))
    later = next(row for row in paper.tables if row.columns[0] == "Part of the plan")
    tops = [row for row in content["headings"] if row["parent"] is None]

    assert len(later.body) == len(tops) - 1
    assert {row["Reported next"] for row in later.body} == {
        "Second quarter, November 2026 to January 2027"
    }
    assert {row["Last reported as of"] for row in later.body} == {"31 July 2026"}
    for section in ("The plan at a glance", "What needs attention", "New dates", "Completed"):
        assert [row.rows for row in paper.under(section)] == [
            row.rows for row in whole.under(section)
        ]
    shown, every = (len(row.under("Progress by")[0].body) for row in (paper, whole))
    assert 0 < shown < every


def test_word_and_spreadsheet_say_the_same():
    content = scoped()
    paper = Paper(pdf.html(content, "0" * 64))
    printed = next(row for row in paper.tables if row.columns[0] == "Part of the plan").rows
    document = word_paper(word.docx(content, "0" * 64).data)
    book = load_workbook(io.BytesIO(spreadsheet.xlsx(content, "0" * 64).data))
    sheets = [[[str(cell or "") for cell in row] for row in sheet.values] for sheet in book]
    sheet = next(rows for rows in sheets if rows[0][1:] == printed[0])

    assert next(t for t in document.tables if t.columns[0] == "Part of the plan").rows == printed
    assert [row[1:4] for row in sheet[1:]] == [row[:3] for row in printed[1:]]
    told = [text for _, text in paper.lines if text.startswith("The calendar of themes")]
    assert [text for _, text in document.lines if text.startswith("The calendar of themes")] == told
    assert told[0] in [str(row[2]) for row in book["In words"].values]


def test_earlier_positions_are_carried_from_report_to_report():
    first = samples.snapshot()
    second = {**samples.snapshot(), "positions": positions(first), "as_of": "2027-01-31"}

    assert [row["on"] for row in positions(second)] == [first["as_of"], "2027-01-31"]
    assert positions(None) == []
    assert date.fromisoformat(positions(second)[0]["on"]) == samples.AS_OF
    rated = [a for a in first["actions"] if not (a["ongoing"] or a["withdrawn_on"])]
    assert positions(first)[0]["statuses"] == {
        str(a["id"]): a["silence"] or a["status"] for a in rated
    }
