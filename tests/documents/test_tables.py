"""Plain tables as a workbook: all of it is printed, and nothing is too narrow to be read."""

import io
from datetime import date

from openpyxl import load_workbook

from documents.files.tables import DAY, PAGE, Table, workbook

WIDE = (("Finding", 10), ("What was found", 90), ("Said on", 18), ("Said", 90), ("Evidence", 90))
ROW = ("1", "Words. " * 40, date(2026, 9, 30), "Words.", "The audit.")


def sheet_of(table):
    return load_workbook(io.BytesIO(workbook("Findings & more", [table]))).worksheets[0]


def test_every_column_is_printed_on_one_page_across_and_a_day_keeps_its_room():
    sheet = sheet_of(Table("Findings", WIDE, [ROW]))
    assert sheet.print_area == "'Findings'!$A$1:$E$2"
    assert (sheet.page_setup.fitToHeight, sheet.page_setup.orientation) == (0, "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    widths = [column.width for column in sheet.column_dimensions.values()]
    assert sum(widths) <= PAGE + len(widths)  # a column is given a little more than it was asked
    assert sheet.column_dimensions["C"].width >= DAY
    assert sheet.row_dimensions[2].height > 60


def test_what_only_the_file_needs_is_printed_on_no_page_and_keeps_its_width():
    sheet = sheet_of(Table("Plan", WIDE, [ROW], title="The plan", apart=1))
    assert sheet.print_area == "'Plan'!$A$1:$D$2"
    assert sheet.column_dimensions["B"].width > 90
    assert sheet.oddFooter.left.text == "The plan"
