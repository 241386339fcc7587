"""Pages of editions: who prepares, issues and reads what, and what stands at each address."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from editions.models import ReportEdition
from editions.rules.parts import parts_of
from editions.services import issue_report_edition
from figures.enums import Audience
from tests import factories as make
from tests.editions.test_editions import issued, prepared
from tests.reporting.scene import scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    return scene()


def told(client, user, name, *args, **posted):
    client.force_login(user)
    there = reverse(name, args=args)
    answer = client.post(there, posted) if posted else client.get(there)
    return answer, answer.content.decode()


def test_an_edition_is_prepared_read_as_the_public_would_and_issued_by_the_chair(client, stage):
    report = stage.issued()
    kept = [row.key for row in parts_of("quarterly", Audience.PUBLIC) if row.kept]
    answer, _ = told(
        *(client, stage.officer, "report_edition_prepare", report.pk, "public"),
        marking="official", kept=kept,
    )  # fmt: skip
    edition = ReportEdition.objects.get()
    assert answer.url == reverse("report_edition", args=[edition.pk])
    _, page = told(client, stage.officer, "report_edition", edition.pk)
    assert "You prepared this edition" not in page  # of the lead officer no release is asked
    _, page = told(client, stage.chair, "report_edition_read", edition.pk)
    assert "Quarterly progress report: public edition" in page
    make.EditionFileFactory(edition=edition)
    told(client, stage.chair, "report_edition_issue", edition.pk, read="on")
    edition.refresh_from_db()
    assert (edition.state, edition.issued_by) == ("issued", stage.chair)


def test_the_marking_is_asked_and_what_cannot_be_stands_beside_it_with_nothing_lost(client, stage):
    report = stage.issued()
    _, page = told(client, stage.officer, "report_edition_prepare", report.pk, "public")
    assert 'name="marking" value="official" checked' not in page
    _, page = told(
        *(client, stage.officer, "report_edition_prepare", report.pk, "public"),
        marking="official_sensitive", kept=["completed"],
    )  # fmt: skip
    assert "can only be OFFICIAL" in page
    assert page.count(" checked") == 2  # the marking and the part
    assert not ReportEdition.objects.exists()


@pytest.mark.parametrize(
    ("role", "seen"),
    [(Role.ELECTED_MEMBER, {"public"}), (Role.MEMBER, {"public", "members"}),
     (Role.CHIEF_OFFICER, {"public", "members"}), (Role.ACTION_LEAD, {"public"})],
)  # fmt: skip
def test_each_reads_the_editions_that_are_for_them_and_none_before_they_are_issued(
    client, stage, role, seen
):
    report, user = stage.issued(), stage.person(role)
    waits = prepared(stage, report)
    assert told(client, user, "report_edition", waits.pk)[0].status_code == 404
    make.EditionFileFactory(edition=waits)
    issue_report_edition(by=stage.chair, edition=waits)
    members = issued(stage, report, "members")
    open_to = {
        row.audience
        for row in (waits, members)
        if told(client, user, "report_edition_read", row.pk)[0].status_code == 200
    }
    assert open_to == seen


def test_of_what_was_withdrawn_its_readers_learn_that_it_was_and_why_and_nothing_else(
    client, stage
):
    edition = issued(stage, stage.issued())
    file = edition.files.get(format="pdf")
    told(client, stage.officer, "report_edition_withdraw", edition.pk, reason="A name stood in it.")
    reader = stage.person(Role.ELECTED_MEMBER)
    for name, key in (("report_edition", edition.pk), ("report_edition_read", edition.pk),
                      ("report_edition_file", file.pk)):  # fmt: skip
        answer, page = told(client, reader, name, key)
        assert (answer.status_code, "A name stood in it." in page) == (410, True)
        assert "Every action" not in page
    answer, page = told(client, stage.officer, "report_edition", edition.pk)
    assert (answer.status_code, "Withdrawn." in page) == (200, True)


def test_a_file_is_handed_out_as_it_was_made(client, stage):
    edition = issued(stage, stage.issued())
    client.force_login(stage.chief)
    file = edition.files.get(format="pdf")
    answer = client.get(reverse("report_edition_file", args=[file.pk]))
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 edition"
    assert "public-edition-1" in answer["Content-Disposition"]


def test_a_reports_page_leads_to_its_editions_and_the_home_of_who_reads_nothing_else_too(
    client, stage
):
    edition = issued(stage, stage.issued())
    there = reverse("report_edition", args=[edition.pk])
    to_all = reverse("report_editions", args=[edition.report_id])
    assert to_all in told(client, stage.officer, "report_detail", edition.report_id)[1]
    assert there in told(client, stage.officer, "report_editions", edition.report_id)[1]
    reader = stage.person(Role.ELECTED_MEMBER)
    assert there in told(client, reader, "home")[1]
    assert there in told(client, reader, "report_edition_list")[1]
