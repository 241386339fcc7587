"""A proof before freezing: the real document, marked on every page, and kept nowhere."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.roles import Role
from actions.services import withdraw_action
from audit.models import Event
from reporting.enums import MADE_PROOF, ReportState
from reporting.models import Download, ReportFile, Snapshot
from reporting.queries.readiness import outstanding
from reporting.services import freeze_report, make_proof, write_section
from reporting.services.proofs import is_current
from tests import factories as make
from tests.reporting import pdf_tree
from tests.reporting.scene import AS_OF, NOW, Scene, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Scene:
    return scene()


def texts(data: bytes) -> list[str]:
    return [pdf_tree.squeezed(page) for page in pdf_tree.read(data).pages]


def test_every_page_is_marked_and_nothing_is_kept(stage):
    report = stage.begin()
    made = make_proof(by=stage.chair, report=report, now=NOW)

    printed = texts(made.data)
    marks = [("PROOF" in page, "Notfrozen:5September2026,10:30" in page) for page in printed]
    assert marks == [(True, True)] * made.pages
    said = [
        pdf_tree.squeezed(words) in "".join(printed)
        for words in (
            "not frozen: a proof made on 5 September 2026, 10:30",
            "Nothing was frozen.",
            "made from one frozen snapshot",
        )
    ]
    assert said == [True, True, False]

    report.refresh_from_db()
    kept = [model.objects.count() for model in (Snapshot, ReportFile, Download)]
    assert (kept, report.state) == ([0, 0, 0], ReportState.DRAFT)
    event = Event.objects.get(verb=MADE_PROOF)
    assert (event.target_id, event.actor_id) == (report.pk, stage.chair.pk)


def _summary(stage, report):
    section = report.sections.get(key="chairs_summary")
    write_section(by=stage.chair, section=section, expected=1, body="A steady quarter.")


def _withdrawal(stage, report):
    action = stage.plan.actions.first()
    withdraw_action(by=stage.officer, action=action, reason="Done elsewhere.", on=AS_OF)


@pytest.mark.parametrize("change", [_summary, _withdrawal])
def test_a_change_after_it_makes_it_outdated(stage, change):
    report = stage.begin()
    assert outstanding(report).proof is None
    make_proof(by=stage.officer, report=report)
    assert is_current(report, outstanding(report).proof)
    change(stage, report)
    assert not is_current(report, outstanding(report).proof)


def test_inside_an_open_window_it_says_that_the_reason_is_asked_for_at_freezing(stage):
    make.UpdateWindowFactory.create(
        plan=stage.plan, label="Autumn", opens_on=AS_OF, closes_on=AS_OF + timedelta(days=9)
    )
    made = make_proof(by=stage.chair, report=stage.begin(), now=NOW)

    told = "Why it is not waited for is asked when the report is frozen, and printed here."
    printed = "".join(texts(made.data))
    assert (pdf_tree.squeezed(told) in printed, "Thereasongiven" in printed) == (True, False)


def test_it_is_refused_once_frozen_and_before_the_day(stage):
    report = stage.begin()
    with pytest.raises(ValidationError, match="has not come yet"):
        make_proof(by=stage.officer, report=report, now=NOW - timedelta(days=30))
    freeze_report(by=stage.officer, report=report, now=NOW)
    with pytest.raises(ValidationError, match="frozen"):
        make_proof(by=stage.officer, report=report, now=NOW)


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.LEAD_OFFICER, HTTPStatus.OK),
        (Role.CHIEF_OFFICER, HTTPStatus.NOT_FOUND),
        (Role.MEMBER, HTTPStatus.NOT_FOUND),
    ],
)
def test_only_who_prepares_or_releases_reads_it(client, stage, role, status):
    report = stage.begin()
    client.force_login(stage.person(role))
    answer = client.get(reverse("report_proof", args=[report.pk]))
    assert answer.status_code == status
    if status == HTTPStatus.OK:
        assert b"".join(answer.streaming_content)[:5] == b"%PDF-"
        assert answer["Content-Disposition"].endswith('-v1-proof.pdf"')


def test_the_page_says_that_the_proof_is_out_of_date(client, stage):
    report = stage.begin()
    client.force_login(stage.officer)
    page = reverse("report_detail", args=[report.pk])
    client.get(reverse("report_proof", args=[report.pk]))
    assert "of what stands now." in client.get(page).content.decode()
    section = report.sections.get(key="decisions")
    write_section(by=stage.chair, section=section, expected=1, body="Agree the budget.")
    shown = client.get(page).content.decode()
    assert "Out of date:" in shown
    assert '<li class="cpc-asked__one">Agree the budget.</li>' in shown


def test_a_proof_of_a_frozen_report_is_answered_in_words(client, stage):
    report = stage.frozen()
    client.force_login(stage.officer)
    answer = client.get(reverse("report_proof", args=[report.pk]), follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "This report is frozen and does not change. Begin its next version instead."
    ]
