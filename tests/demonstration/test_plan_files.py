"""The five demonstration plans go out and come back, in each form."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from exchange.queries.paper import plan_paper
from exchange.rules.formats import FORMATS
from plans.models import Plan
from tests.exchange.papers import draft_from, said_by_draft, said_by_paper
from timescales.days import Period

pytestmark = pytest.mark.usefixtures("areas")


@pytest.fixture
def plans():
    return list(Plan.objects.standing().select_related("area", "legend"))


@pytest.mark.parametrize("form", FORMATS)
def test_every_plan_comes_back_as_it_went(plans, form):
    assert len(plans) >= 5
    for plan in plans:
        paper = plan_paper(plan, timezone.now())
        assert paper.headings or paper.actions
        draft = draft_from(FORMATS[form].made(paper), Period(plan.period_start, plan.period_end))
        said, wanted = said_by_draft(draft), said_by_paper(paper)
        if form == "csv":  # which has the levels that headings stand on
            wanted["levels"] = [one for one in wanted["levels"] if one in said["levels"]]
        assert said == wanted


def test_the_command_writes_a_file(plans, tmp_path, capsys):
    plan, out = plans[0], tmp_path / "plan.docx"
    call_command("plan_document", plan.slug, "--format", "docx", "--out", out)
    assert f"“{plan.title}” was written to" in capsys.readouterr().out
    read = draft_from(out.read_bytes(), Period(plan.period_start, plan.period_end))
    assert len(read.actions) == plan.actions.filter(withdrawn_on=None).count()


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_is_made_in_a_fixed_number_of_queries(plans, form, django_assert_max_num_queries):
    for plan in plans[:2]:
        with django_assert_max_num_queries(15):
            FORMATS[form].made(plan_paper(plan, timezone.now()))
