"""A register, a return and the programme of self-evaluation, each as a file of its own."""

import io
from unittest.mock import Mock

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.roles import Role
from returns.queries.files import _table
from tests import factories as make
from tests.clients import client_of
from tests.metatests.world import build
from tests.reporting import pdf_tree
from tests.reporting.pdf_tree import squeezed

pytestmark = pytest.mark.django_db


def sheets(client, address: str) -> dict[str, list[tuple]]:
    answer = client.get(address)
    assert answer.status_code == 200
    book = load_workbook(io.BytesIO(answer.content))
    return {name: list(book[name].iter_rows(values_only=True)) for name in book.sheetnames}


def printed(client, address: str) -> str:
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return squeezed(pdf_tree.read(answer.content).root.words())


@pytest.fixture
def world():
    return build()


def test_the_risk_register_goes_out_as_it_stands_without_drafts(world):
    draft = make.RiskFactory(area=world.area, shared_on=None, event="Nobody shared this.")
    action = make.ActionRiskFactory(risk=world.risk, action=world.rated_action).action
    client = client_of(Role.LEAD_OFFICER, world.area)

    told = sheets(client, reverse("risk_file", args=[world.area.slug, "xlsx"]))
    paper = printed(client, reverse("risk_file", args=[world.area.slug, "pdf"]))

    row = next(one for one in told["The risk register"] if world.risk.event in str(one[0]))
    assert any(f"Action {action.reference}:" in str(cell) for cell in row)
    assert squeezed(world.risk.event) in paper
    assert squeezed("it is no frozen report") in paper
    assert draft.event not in str(told)
    assert squeezed(draft.event) not in paper
    missing = client.get(reverse("risk_file", args=[world.area.slug, "doc"]))
    assert missing.status_code == 404


def test_a_return_goes_out_as_it_was_sent_without_its_draft(world):
    sent = world.sent_return
    client = client_of(Role.LEAD_OFFICER, world.area)
    args = [sent.duty_id, sent.period_end.isoformat()]

    told = sheets(client, reverse("return_file", args=[*args, "xlsx"]))
    paper = printed(client, reverse("return_file", args=[*args, "pdf"]))

    words = [line for _, line in told["What is said"]]
    assert f"Sent by {sent.sent_by}." in words
    assert "Not checked yet." in words
    assert squeezed(sent.duty.title) in paper
    assert ("Marking", "OFFICIAL-SENSITIVE") in told["About this file"]


def test_each_thing_that_a_return_tells_stands_in_one_row(world):
    item, line = Mock(), Mock(label="When", words="21 April 2026")
    item.told.name, item.lines = "Child protection for new staff", [line, line]
    told = _table(Mock(items=[item, item]))

    lines = "When: 21 April 2026\nWhen: 21 April 2026"
    assert told["rows"] == [["Child protection for new staff", lines]] * 2


def test_the_programme_goes_out_with_what_was_never_evaluated(world):
    never = make.QualityIndicatorFactory(domain=world.quality_indicator.domain)
    client = client_of(Role.LEAD_OFFICER, world.area)

    told = sheets(client, reverse("evaluation_file", args=[world.framework.pk, "xlsx"]))
    paper = printed(client, reverse("evaluation_file", args=[world.framework.pk, "pdf"]))

    rows = {row[0]: row for row in told[str(world.quality_indicator.domain.name)[:31]]}
    assert rows[str(never)][1] == "Never evaluated"
    assert rows[str(world.quality_indicator)][1].startswith(world.evaluation.judged)
    assert squeezed(world.framework.source) in paper


def test_who_sees_no_draft_gets_none_of_it(world):
    world.evaluation_draft.known = "Half a thought."
    world.evaluation_draft.save()
    client = client_of(Role.INSPECTOR, world.area)
    address = reverse("evaluation_file", args=[world.framework.pk, "xlsx"])

    assert "Half a thought" not in str(sheets(client, address))
