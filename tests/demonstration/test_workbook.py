"""What the demonstration writes as a spreadsheet, the import reads back to the same counts."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from demonstration.queries.sources import SHAPES, read_source
from demonstration.queries.workbook import workbook
from imports.rules.columns.match import match
from imports.rules.plan.interpretation import interpret
from imports.rules.plan.summary import summary
from sheets.rules.source import read
from tests.demonstration.conftest import TODAY
from timescales.days import Period


def draft_of(shape):
    source = read_source(SHAPES[shape])
    sheets = read(workbook(source, TODAY))
    timetable = source.timetable(TODAY)
    period = Period(timetable.period_start, timetable.period_end)
    return source, interpret(sheets, match(sheets), period)


@pytest.mark.parametrize(
    ("shape", "levels", "actions", "ongoing", "leads"),
    [
        ("PK", [2, 6, 22], 25, 7, (15, 33)),
        ("CL", [4, 8, 26], 36, 0, (22, 99)),
        ("NL", [3], 11, 0, (8, 12)),
        ("NA", [5, 16], 0, 0, (0, 0)),
        ("NLi", [6], 14, 0, (11, 20)),
    ],
)
def test_counts_come_back(shape, levels, actions, ongoing, leads):
    found = summary(draft_of(shape)[1])

    assert [level["count"] for level in found["levels"]] == levels
    assert (found["actions"], found["ongoing"]) == (actions, ongoing)
    assert (found["leads"]["distinct"], found["leads"]["assignments"]) == leads


@pytest.mark.parametrize("shape", ["PK", "CL", "NL", "NLi"])
def test_words_come_back(shape):
    source, draft = draft_of(shape)

    assert [a.text for a in draft.rated] == [row["text"] for row in source.actions()]


def test_due_dates_come_back():
    assert summary(draft_of("PK")[1])["due"] == {"2026-07-31": 10, "2027-07-31": 15}


def test_the_same_day_gives_the_same_bytes():
    source = read_source("inverlaw")

    assert workbook(source, TODAY) == workbook(source, TODAY)
    assert workbook(source, TODAY) != workbook(source, date(2027, 3, 1))


def test_the_command_names_the_period_to_import_with(tmp_path):
    out, said = tmp_path / "plan.xlsx", StringIO()

    call_command("write_demonstration_workbook", shape="PK", out=out, today=TODAY, stdout=said)

    assert said.getvalue() == f"{out}: Strathmorlich, period 2025-08-01..2027-07-31\n"
    assert out.read_bytes() == workbook(read_source("strathmorlich"), TODAY)
