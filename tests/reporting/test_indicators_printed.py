"""Indicators on paper, in Word and in the spreadsheet, from a snapshot (ADR 236)."""

import io
from datetime import datetime

import pytest
from docx import Document
from openpyxl import load_workbook

from charts.record import figure_of, figure_record
from documents.files import pdf, spreadsheet, word
from documents.hash import digest
from documents.papers.indicators import every_figure, in_chapters, indicators
from documents.schema.indicators import NO_FIGURES
from tests.charts import samples
from tests.reporting.samples import snapshot
from tests.reporting.samples_figures import figure_fields, indicator
from tests.reporting.visible import text_of

QUARTERLY = snapshot(**figure_fields())
ANNUAL = snapshot(kind="annual", **figure_fields())
BOTH = pytest.mark.parametrize("content", [QUARTERLY, ANNUAL], ids=["quarterly", "annual"])


@pytest.mark.parametrize("figure", samples.figures(), ids=lambda one: one.number)
def test_a_figure_is_kept_whole(figure):
    assert figure_of(figure_record(figure)) == figure


def words_of(content):
    document = Document(io.BytesIO(word.docx(content, digest(content)).data))
    rows = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [one.text for one in document.paragraphs] + rows


def rows_of(content, name):
    book = load_workbook(io.BytesIO(spreadsheet.xlsx(content, digest(content)).data))
    return list(book[name].iter_rows(min_row=2, values_only=True)) if name in book else []


@BOTH
def test_every_number_stands_in_all_three(content):
    html, told = text_of(pdf.html(content, digest(content))), words_of(content)
    figures = every_figure(content)
    assert len(figures) == 8
    sheet = [row[5] for row in rows_of(content, "Figures") if row[4]]
    texts = [cell.text for figure in figures for row in figure.table.rows for cell in row.cells]
    assert [text for text in texts if text not in html] == []
    assert [text for text in texts if text not in told] == []
    assert [str(value) for value in sheet] == [text.replace(",", "") for text in texts]


def test_the_few_stand_in_the_text_and_the_others_in_the_appendix():
    said = indicators(QUARTERLY)
    assert [figure.number for figure in said.figures] == ["1"]
    assert [figure.number for figure in said.others] == ["2", "3", "4", "5", "6", "7", "8"]
    assert all(line.pressing for line in said.first)
    assert [*said.first, *said.later] == sorted(said.lines, key=lambda line: not line.pressing)
    assert [line.figure for line in said.lines] == ["1", "2", "3", "4", "5", "6", "7", "", "8"]
    assert said.lines[0].beside == "Scotland 2.4 (2025, edition of March 2026)"


def test_without_headlines_the_first_stand_in_the_text():
    rows = [{**row, "headline": False} for row in figure_fields()["indicators"]]
    said = indicators(snapshot(**figure_fields(indicators=rows)))
    assert [figure.number for figure in said.figures] == ["1"]
    assert said.later


def test_what_the_appendix_lists_is_counted_in_the_text():
    said = indicators(QUARTERLY)
    missing = [why for group in said.missing for why in group.rows]
    counted = {
        "other indicators": said.later,
        "given or revised since the last report": said.changes,
        "missing": missing,
        "hidden": said.hidden,
    }
    told = [f"{len(rows)} {words}" for words, rows in counted.items() if rows]
    assert said.listed == ", ".join(told)
    assert text_of(pdf.html(QUARTERLY, digest(QUARTERLY))).count(said.listed) == 1


def test_figures_of_a_year_stand_in_their_chapters():
    together = [figure_record(samples.figures()[6])]
    chapters = in_chapters({**ANNUAL, "together": together})
    assert {key: [one.number for one in rows] for key, rows in chapters.items()} == {
        "demographics": ["1"],
        "workforce": ["2"],
        "information": ["3", "4", "5", "6", "7", "8", "9"],
    }


def test_missing_figures_are_listed_by_the_reason():
    said = indicators(QUARTERLY)
    name = "I8 Reviews held in time"
    assert [(group.heading, list(group.rows)) for group in said.missing] == [
        ("Asked and silent",
         [(name, "May to July 2026", "Reviewing Manager, asked on 7 August 2026")]),
        ("Not available", [(name, "February to April 2026", "The system was changed.")]),
    ]  # fmt: skip


def test_what_was_asked_and_what_came_of_it():
    [row] = indicators(QUARTERLY).scrutiny
    assert (row.name, list(row.unanswered), list(row.came_of)) == (
        "I2 Children on the register",
        ["Who leaves the register within a year?"],
        ["Action 1.1: Audit 40 referrals that went no further (Green)"],
    )


def test_a_report_that_was_told_no_figures_says_nothing_of_them():
    content = snapshot(**NO_FIGURES)
    assert indicators(content) is None
    assert (every_figure(content), rows_of(content, "Indicators")) == ([], [])
    assert "Indicators" not in text_of(pdf.html(content, digest(content))).split("\n")


def test_an_indicator_that_nobody_gave_is_named():
    rows = [indicator(1, "Reviews", None, latest="not given yet", period="", sentence="")]
    content = snapshot(**figure_fields(indicators=rows, figure_changes=[]))
    assert "Nothing can be said of it yet." in text_of(pdf.html(content, digest(content)))
    assert rows_of(content, "Figures") == []
    assert rows_of(content, "Indicators")[0][1] == "not given yet"


def test_the_files_are_the_same_bytes_each_time():
    for make in (word.docx, spreadsheet.xlsx):
        assert make(QUARTERLY, "0" * 64).data == make(QUARTERLY, "0" * 64).data
    assert datetime.fromisoformat(QUARTERLY["frozen_at"]).year == 2026
