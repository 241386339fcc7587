"""What the risk register tells in a report, read beside the record."""

import io
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from docx import Document
from openpyxl import load_workbook

from accounts.roles import Role
from actions.models import Action
from actions.queries.risk_report import told_of_risks
from audit.rules.days import NOTHING_LATER
from documents.enums import ReportKind
from documents.files import pdf, spreadsheet, word
from documents.hash import digest
from documents.registers import report_day
from reporting.queries.reports import content_of
from risks.enums import StepKind
from risks.models import RiskStep
from tests import factories as make
from tests.metatests.presses_of_risks import NOT_RATED
from tests.reporting.scene import AS_OF, NEXT, NOW, scene
from tests.reporting.visible import text_of

pytestmark = pytest.mark.django_db

BEFORE = date(2026, 6, 2)
LATER = date(2026, 9, 30)


@pytest.fixture
def told():
    """A function that freezes a report of a plan with four actions and gives its content."""
    known = scene()

    def freeze(**fields):
        return content_of(known.frozen(**fields).snapshot)

    freeze.scene = known
    return freeze


def entered(told, number, after=(3, 4), **fields):
    given = {"on": BEFORE, "shared_on": BEFORE, "review_by": LATER, **fields}
    return make.rated_risk(told.scene.plan.area, number=number, after=after, **given)


def part_of(content):
    [part] = [row for row in content["registers"] if row["key"] == "risks"]
    return part


def table(part, title):
    [one] = [one for one in part["tables"] if one["title"] == title]
    return one


def numbers(sentence):
    return [int(number) for number in re.findall(r"(?<![\w])(\d+) [a-z]", sentence)]


def test_without_risks_nothing_is_kept(told):
    make.rated_risk(make.AreaFactory())

    assert "registers" not in told()


@pytest.mark.parametrize("fields", [{"shared_on": None, "shared_by": None}, {"shared_on": LATER}])
def test_what_was_not_in_the_register_by_the_day_is_not_told(told, fields):
    entered(told, "1", **fields)

    assert "registers" not in told()


def test_first_report_tells_no_movement(told):
    entered(told, "1")

    part = part_of(told())

    assert table(part, "The risk register")["heads"] == [
        "Risk", "After mitigation", "What is done", "Review"
    ]  # fmt: skip
    assert "There is no earlier report by which movement could be told." in part["told"]


def test_counts_add_up_and_stand_beside_the_database(told):
    """Every risk once: at one level, with one movement, told apart by another way of counting."""
    told.scene.issued()
    day = AS_OF + timedelta(days=1)
    after = {"A": (5, 5), "B": (4, 4), "C": (2, 3), "D": (1, 1), "E": (3, 3)}
    risks = {number: entered(told, number, one) for number, one in after.items()}
    entered(told, "F", (2, 2), shared_on=day)
    risks["G"] = entered(told, "G", (5, 5), shared_on=day)
    for number, one in {"A": (4, 5), "B": (5, 4), "C": (3, 2)}.items():
        make.RiskStepFactory(
            risk=risks[number], on=day, review_by=LATER,
            likelihood=5, impact=5, likelihood_after=one[0], impact_after=one[1],
        )  # fmt: skip
    for number, kind in {
        "A": StepKind.ESCALATED,
        "E": StepKind.CLOSED,
        "G": StepKind.CLOSED,
    }.items():
        make.RiskStepFactory(risk=risks[number], kind=kind, on=day, **NOT_RATED)

    part = part_of(told(period=NEXT, as_of=NEXT.end))

    last = {}
    for step in RiskStep.objects.filter(likelihood__isnull=False).order_by("on", "pk"):
        last[step.risk.number] = step.likelihood_after * step.impact_after
    still = {number: score for number, score in last.items() if number not in "EG"}
    high = sum(score >= 15 for score in still.values())
    medium = sum(6 <= score < 15 for score in still.values())
    assert numbers(part["told"][0]) == [5, high, medium, 5 - high - medium, 1]
    assert part["told"][1] == (
        "Since 31 August 2026: 1 new, 1 up, 1 down, 1 unchanged, 1 not reviewed, 2 closed."
    )
    rows = table(part, "The risk register")["rows"]
    assert [row[0].split()[0] for row in rows] == ["A", "B", "C", "F", "D"]
    assert [row[2] for row in rows] == [
        "Down, from 25 to 20", "Up, from 16 to 20", "Unchanged", "New", "Not reviewed"
    ]  # fmt: skip
    assert len(table(part, "Risks with chief officers")["rows"]) == 1
    assert [row[0].split()[0] for row in table(part, "Risks closed since then")["rows"]] == [
        *("G", "E")
    ]


def test_a_register_whose_risks_are_closed_says_so(told):
    risk = entered(told, "1")
    make.RiskStepFactory(risk=risk, kind=StepKind.CLOSED, on=BEFORE, **NOT_RATED)

    part = part_of(told())

    assert part["told"][0] == "No risk in the register is open."
    assert part["tables"] == []


def test_what_came_later_is_not_told(told):
    risk = entered(told, "1", (3, 3))
    make.RiskStepFactory(risk=risk, on=LATER, review_by=LATER + timedelta(days=90))

    [row] = table(part_of(told()), "The risk register")["rows"]

    assert row[1].startswith("Medium, 9 (3 × 3)")


def test_actions_stand_as_the_report_prints_them(told):
    action = Action.objects.filter(plan=told.scene.plan).order_by("position").first()
    risk = entered(told, "1")
    for added, ended in ((BEFORE, None), (LATER, None)):
        linked = Action.objects.filter(plan=told.scene.plan).exclude(risk_links__isnull=False)
        make.ActionRiskFactory(
            risk=risk, action=linked.order_by("position").first(), added_on=added, ended_on=ended
        )
    content = told()

    [record] = [row for row in content["actions"] if row["id"] == action.pk]
    [row] = table(part_of(content), "The risk register")["rows"]
    [line] = [one for one in row[2].split("\n") if one.startswith("Action")]
    assert line.startswith(f"Action {action.reference}: ")
    assert line.endswith(record["status_label"])


def test_silences_of_reviews_are_told_apart(told):
    area = told.scene.plan.area
    due = AS_OF - timedelta(days=2)
    for number, held, asked in (("1", True, True), ("2", True, False), ("3", False, False)):
        post = make.PostFactory(area=area)
        if held:
            person = make.person_with(Role.ACTION_LEAD, area)
            make.PostHoldingFactory(post=post, user=person, starts=BEFORE)
        risk = entered(told, number, review_by=due, post=post)
        if asked:
            make.ReviewRequestFactory(
                risk=risk, post=post, review_by=due, asked_on=BEFORE, due_on=due
            )

    part = part_of(told())

    assert part["told"][-1] == (
        "Reviews by owners: 1 asked for and not given, 1 due, and there was nobody to ask, "
        "1 due and not asked for yet."
    )
    reviews = {
        row[0].split()[0]: row[-1].split("\n") for row in table(part, "The risk register")["rows"]
    }
    assert {number: words[-1] for number, words in reviews.items()} == {
        "1": "asked, and silent",
        "2": "not asked yet",
        "3": "nobody to ask",
    }
    assert {words[0] for words in reviews.values()} == {"by 29 August 2026, overdue"}


def test_annual_report_names_nobody(told):
    risk = entered(told, "1")
    step = make.RiskStepFactory(risk=risk, kind=StepKind.ESCALATED, on=BEFORE, **NOT_RATED)
    content = told()
    day = report_day(content, area=risk.area_id, frozen_at=NOW, since=None)
    [annual] = told_of_risks(replace(day, kind=ReportKind.ANNUAL.value), NOTHING_LATER)

    assert str(step.made_by) in str(part_of(content))
    assert str(step.made_by) not in str(annual)
    assert annual["told"][1] == "Since 31 May 2026: 1 new."


def test_every_format_prints_it(told):
    risk = entered(told, "1", (5, 5), mitigation="Posts are advertised.")
    make.RiskStepFactory(risk=risk, kind=StepKind.ESCALATED, on=BEFORE, **NOT_RATED)
    report = told.scene.frozen()
    content = content_of(report.snapshot)
    sha = digest(content)
    said = (risk.event, "Posts are advertised.", "High, 25 (5 × 5)", "Risks with chief officers")

    document = Document(io.BytesIO(word.docx(content, sha).data))
    words = "\n".join(
        cell.text for one in document.tables for row in one.rows for cell in row.cells
    )
    words += "\n".join(line.text for line in document.paragraphs)
    book = load_workbook(io.BytesIO(spreadsheet.xlsx(content, sha).data))
    cells = "\n".join(book.sheetnames) + "\n".join(
        str(cell.value) for sheet in book for row in sheet.rows for cell in row
    )
    page = text_of(pdf.html(content, sha))
    texts = {"Word": words, "spreadsheet": cells, "paper": page}
    missing = [(name, one) for name, text in texts.items() for one in said if one not in text]
    assert missing == []
