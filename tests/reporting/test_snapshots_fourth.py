"""What the fourth schema keeps: recurring work in lines of its own (ADR 116)."""

import io
from datetime import date

import pytest
from docx import Document
from openpyxl import load_workbook

from actions.enums import CheckOutcome
from documents.files import spreadsheet, word
from documents.hash import digest
from documents.papers.tallies import tallied, tally_lines
from earlier.upgrades import read
from reporting.queries.reports import content_of
from tests import factories as make
from tests.reporting.scene import AS_OF, Scene, scene
from tests.reporting.test_frozen import FROZEN
from timescales.enums import TimescaleKind

pytestmark = pytest.mark.django_db
SINCE, ASKED = date(2026, 5, 1), date(2026, 8, 12)
NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def stage() -> Scene:
    return scene()


def monthly(stage, number="1.1"):
    """An action of the plan that recurs each month from May on."""
    action = stage.plan.actions.get(number=number)
    action.timescale_words, action.timescale_kind = "5 dip samples monthly", TimescaleKind.RECURRING
    action.recurrence, action.due, action.first_due = "monthly", None, None
    action.added_on = action.entered_on = SINCE
    action.save()
    return action


def answered(action, until=date(2026, 7, 31), day=ASKED, **fields):
    update = make.ProgressUpdateFactory.create(action=action, as_at=day)
    return make.TallyFactory.create(
        action=action, update_told=update, since=SINCE, until=until,
        **{"due": 15, "done": 9, "why": "Holidays.", **fields},
    )  # fmt: skip


def frozen(stage):
    return content_of(stage.frozen().snapshot)


def plainly(lines):
    return [line.replace(NBSP, " ") for line in lines]


def test_what_was_done_and_why_not_the_others_stands_in_a_line_of_its_own(stage):
    answered(monthly(stage))

    content = frozen(stage)

    [line] = tally_lines(content)
    assert plainly(line.done) == [
        "9 of 15 done, 1 May 2026 to 31 July 2026",
        "5 fell due since 1 August 2026 and not answered",
    ]
    by = content["recurring"][0]["tallies"][0]["by"]
    assert plainly(line.why) == [f"Holidays. Said on 12 August 2026 by {by}"]
    assert tallied(content) == (
        "Answered in the period: 9 of 15 done. Fell due and not answered: 5, of 1 action."
    )


def test_what_nobody_answered_waits(stage):
    monthly(stage)

    content = frozen(stage)

    assert [row["waiting"] for row in content["recurring"]] == [20]
    assert tallied(content) == "Fell due and not answered: 20, of 1 action."


def test_an_answer_of_an_earlier_period_is_not_told_again(stage):
    answered(monthly(stage), until=AS_OF, day=date(2026, 5, 10))

    assert frozen(stage)["recurring"] == []


def test_an_answer_that_was_sent_back_is_not_kept(stage):
    tally = answered(monthly(stage), until=AS_OF)
    make.UpdateCheckFactory.create(
        action=tally.action, update_checked=tally.update_told, outcome=CheckOutcome.RETURNED,
        checked_on=AS_OF,
    )  # fmt: skip

    content = frozen(stage)

    [line] = tally_lines(content)
    assert plainly(line.done) == [
        "The last answer was sent back on 31 August 2026, and not answered"
    ]
    assert (line.why, content["recurring"][0]["tallies"]) == ([], [])


def test_an_answer_after_the_day_is_of_the_next_report(stage):
    answered(monthly(stage), day=date(2026, 9, 2))

    [row] = frozen(stage)["recurring"]
    assert (row["tallies"], row["waiting"]) == ([], 20)


def test_word_and_spreadsheet_print_it(stage):
    answered(monthly(stage))
    content = frozen(stage)

    book = load_workbook(io.BytesIO(spreadsheet.xlsx(content, digest(content)).data))
    rows = list(book["Recurring work"].iter_rows(min_row=2, values_only=True))
    assert [(row[0], *row[3:6]) for row in rows] == [
        ("1.1", 15, 9, "Holidays."),
        ("1.1", 5, None, "Not answered"),
    ]
    document = Document(io.BytesIO(word.docx(content, digest(content)).data))
    assert "Recurring work" in [one.text for one in document.paragraphs]


def test_where_nothing_recurs_nothing_is_said(stage):
    content = frozen(stage)

    book = load_workbook(io.BytesIO(spreadsheet.xlsx(content, digest(content)).data))
    assert (content["recurring"], tallied(content)) == ([], "")
    assert "Recurring work" not in book.sheetnames


def test_older_snapshots_say_nothing_of_it(stage):
    stored = (FROZEN / "schema_3_quarterly.json").read_text("utf-8")
    assert read(stored)["recurring"] == []
