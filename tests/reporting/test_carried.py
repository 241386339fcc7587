"""What was carried forward from another plan says so in every document, and a plan that was closed
still has its last report."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from actions.models import Action
from documents.files import spreadsheet, word
from documents.hash import digest
from documents.papers.others_words import carried, marks
from documents.phrases import day
from handouts.screen import page
from plans.enums import PlanState
from plans.models import Plan
from reporting.queries.reports import content_of
from tests import factories as make
from tests.reporting.scene import Scene, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Scene:
    """A plan whose first action came from the plan before, and in that from one before it."""
    stage = scene()
    oldest = make.PlanFactory(area=stage.plan.area, title="Plan 2021–23")
    before = make.PlanFactory(area=stage.plan.area, title="Plan 2023–25", predecessor=oldest)
    first = make.ActionFactory(plan=oldest)
    second = make.ActionFactory(plan=before, carried_from=first)
    Plan.objects.filter(pk=stage.plan.pk).update(predecessor=before)
    Action.objects.filter(plan=stage.plan, number="1.1").update(carried_from=second)
    stage.plan.refresh_from_db()
    return stage


def test_every_document_says_whence_an_action_came(stage):
    content = content_of(stage.frozen().snapshot)
    rows = {row["reference"]: row for row in content["actions"]}
    first = Action.objects.get(plan__title="Plan 2021–23")

    assert rows["1.1"]["carried"] == {
        "plans": ["Plan 2023–25", "Plan 2021–23"],
        "added_on": first.added_on.isoformat(),
    }
    assert [name for name, row in rows.items() if "carried" in row] == ["1.1"]
    words = carried(rows["1.1"])
    plans = "Carried forward from Plan 2023–25, and before it from Plan 2021–23"
    assert words == f"{plans}, first agreed {day(rows['1.1']['due_first'])}"
    printed = page(content, digest(content))
    assert (plans in printed, words in marks(rows["1.1"])) == (True, True)
    book = load_workbook(BytesIO(spreadsheet.xlsx(content, digest(content)).data))
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [str(cell).startswith(plans) for cell in cells].count(True) >= 1
    assert word.docx(content, digest(content)).data[:2] == b"PK"


def test_a_plan_that_was_closed_still_has_its_last_report(stage):
    Plan.objects.filter(pk=stage.plan.pk).update(state=PlanState.CLOSED)
    stage.plan.refresh_from_db()

    content = content_of(stage.frozen().snapshot)
    assert len(content["actions"]) == stage.plan.actions.count()
