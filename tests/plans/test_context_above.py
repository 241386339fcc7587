"""What a plan serves: written on its page, kept in versions, frozen, printed and taken along."""

import io

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document

from accounts.roles import Role
from exchange.queries.paper import plan_paper
from exchange.rules.document import SERVES, plan_document
from handouts import plan_page
from plans import services
from plans.enums import Decision
from plans.models import Plan, PlanVersion
from plans.queries import plan_text
from plans.rules.plan_texts import compare
from reporting.queries.reports import content_of
from reporting.services import freeze_report
from tests import factories as make
from tests.reporting.scene import QUARTER, scene
from timescales.quarters import Period

pytestmark = pytest.mark.django_db
ABOVE = "# The nation\n- Every child heard\n- Safe from harm\n# The area\n- The best start"


def test_it_is_written_on_the_plans_page_and_read_there(client):
    plan = make.PlanFactory()
    client.force_login(make.person_with(Role.LEAD_OFFICER, plan.area))
    url = reverse("plan_words", args=[plan.slug])
    form = client.get(url).context["form"]
    filled = {name: form[name].value() or "" for name in form.fields}
    client.post(url, {**filled, "context_above": ABOVE})
    assert Plan.objects.get().context_above == ABOVE
    page = client.get(reverse("plan_text", args=[plan.slug])).content.decode()
    assert '<h3 class="govuk-heading-s">The nation</h3>' in page
    assert "<li>Safe from harm</li>" in page


def test_a_number_by_which_a_child_is_known_is_refused_there(client):
    plan = make.PlanFactory()
    client.force_login(make.person_with(Role.LEAD_OFFICER, plan.area))
    url = reverse("plan_words", args=[plan.slug])
    form = client.get(url).context["form"]
    filled = {name: form[name].value() or "" for name in form.fields}
    answer = client.post(url, {**filled, "context_above": "CHI 0101011237"})
    assert "context_above" in answer.context["form"].errors
    assert Plan.objects.get().context_above == ""


def test_a_version_keeps_it_and_two_are_compared():
    plan = make.PlanFactory(context_above="# The nation\n- Every child heard")
    before = plan_text(plan)
    services.edit_plan(by=make.UserFactory(), plan=plan, expected=1, context_above=ABOVE)
    after = plan_text(Plan.objects.get())
    [row] = [row for row in compare(before, after).rows if row.key == "context_above"]
    assert row.name == "What the plan serves"
    old = {name: value for name, value in before.items() if name != "context_above"}
    assert any(row.key == "context_above" for row in compare(old, after).rows)


def test_a_version_that_was_agreed_shows_it(client):
    plan = make.PlanFactory(context_above=ABOVE)
    services.decide_on_plan(
        by=None, plan=plan, decision=Decision.AGREED, decided_by="COG", on=timezone.localdate()
    )
    kept = PlanVersion.objects.get()
    assert kept.content["context_above"] == ABOVE
    client.force_login(make.person_with(Role.MEMBER, plan.area))
    page = client.get(reverse("plan_version", args=[kept.pk])).content.decode()
    assert "What the plan serves" in page


def test_a_snapshot_holds_it_where_somebody_wrote_it():
    stage = scene()
    without = content_of(stage.frozen().snapshot)
    assert "context_above" not in without["plan"]
    assert plan_page.plan_page(without, "0" * 64).context == []
    services.edit_plan(by=stage.officer, plan=stage.plan, expected=1, context_above=ABOVE)
    today = timezone.localdate()
    report = stage.begin(as_of=today, period=Period(QUARTER.start, today, ""))
    frozen = content_of(freeze_report(by=stage.officer, report=report).snapshot)
    told = plan_page.plan_page(frozen, "0" * 64).context
    assert [(level.name, list(level.statements)) for level in told] == [
        ("The nation", ["Every child heard", "Safe from harm"]), ("The area", ["The best start"]),
    ]  # fmt: skip


def test_the_plans_own_word_file_tells_it():
    plan = make.PlanFactory(context_above=ABOVE)
    file = Document(io.BytesIO(plan_document(plan_paper(plan, timezone.now()))))
    lines = [part.text for part in file.paragraphs]
    at = lines.index(SERVES)
    assert lines[at + 1 : at + 6] == [
        "The nation", "Every child heard", "Safe from harm", "The area", "The best start",
    ]  # fmt: skip
