"""What each person can do with a report in the browser."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from accounts.roles import Role
from jobs.enums import FileState
from reporting.enums import ReportState
from reporting.models import Report
from reporting.services import issue_report
from reporting.tasks import render_file
from tests.reporting.scene import Scene, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Scene:
    return scene()


def rendered(report: Report) -> Report:
    for file in report.files.all():
        render_file(file.job_id)
    return report


def test_officer_begins_writes_and_freezes(client, stage):
    client.force_login(stage.officer)
    begun = client.post(
        reverse("report_begin", args=[stage.plan.slug]),
        {"kind": "quarterly", "as_of": "31 August 2026", "period_start": "1 June 2026",
         "period_end": "31 August 2026", "marking": "official"},
    )  # fmt: skip
    report = Report.objects.get()
    assert begun["Location"] == reverse("report_detail", args=[report.pk])

    written = client.post(
        reverse("section_edit", args=[report.pk, "chairs_summary"]),
        {"body": "All is well.", "expected": 1},
    )
    assert written.status_code == HTTPStatus.FOUND
    client.post(reverse("report_freeze", args=[report.pk]))

    report.refresh_from_db()
    assert report.state == ReportState.FROZEN
    assert "All is well." in report.snapshot.content


def test_readiness_names_the_silent_and_the_unwritten(client, stage):
    client.force_login(stage.officer)
    page = client.get(reverse("report_detail", args=[stage.begin().pk])).content.decode()
    assert "1 action (1.2) will print as not updated (nobody to ask)." in page
    assert "“Chair’s summary” is not written." in page
    assert "The counts balance: 4 in the plan, 1 completed, 3 ongoing." in page


def test_files_are_downloaded_when_ready(client, stage):
    report = rendered(stage.frozen())
    client.force_login(stage.chair)
    file = report.files.get(format="pdf")
    answer = client.get(reverse("report_file", args=[file.pk]))
    assert b"".join(answer.streaming_content)[:5] == b"%PDF-"
    assert answer["Content-Disposition"].startswith("attachment")


def test_chair_releases_what_the_officer_prepared(client, stage):
    report = rendered(stage.frozen())
    client.force_login(stage.chair)
    client.post(reverse("report_issue", args=[report.pk]))
    report.refresh_from_db()
    assert (report.state, report.issued_by) == (ReportState.ISSUED, stage.chair)


@pytest.mark.parametrize(
    ("issued", "status"), [(False, HTTPStatus.NOT_FOUND), (True, HTTPStatus.OK)]
)
def test_chief_officer_reads_issued_reports_only(client, stage, issued, status):
    report = rendered(stage.frozen())
    if issued:
        issue_report(by=stage.chair, report=report)
    client.force_login(stage.person(Role.CHIEF_OFFICER))
    assert client.get(reverse("report_detail", args=[report.pk])).status_code == status


def test_progress_asks_again_until_all_is_made(client, stage):
    report = stage.frozen()
    client.force_login(stage.officer)
    url = reverse("report_progress", args=[report.pk])
    assert 'hx-trigger="load delay:1500ms"' in client.get(url).content.decode()
    rendered(report)
    assert "hx-trigger" not in client.get(url).content.decode()


def test_failed_file_is_made_again(client, stage):
    report = stage.frozen()
    file = report.files.get(format="xlsx")
    report.files.filter(pk=file.pk).update(state=FileState.FAILED)
    client.force_login(stage.officer)
    client.post(reverse("report_file_again", args=[file.pk]))
    file.refresh_from_db()
    assert file.state == FileState.WAITING


@pytest.mark.parametrize("rows", [1, 30])
def test_queries_do_not_grow(client, django_assert_max_num_queries, rows):
    stage = scene(rows)
    report = stage.begin()
    client.force_login(stage.officer)
    with django_assert_max_num_queries(20):
        client.get(reverse("report_detail", args=[report.pk]))


def test_words_that_come_after_the_freezing_are_not_taken_in_silence(client, stage):
    report = stage.frozen()
    client.force_login(stage.officer)

    page = reverse("section_edit", args=[report.pk, "chairs_summary"])
    answer = client.post(page, {"body": "Too late.", "expected": 1}, follow=True)

    said = [str(message) for message in answer.context["messages"]]
    assert [words.partition(":")[0] for words in said] == ["What you sent was not saved"]
    assert report.sections.get(key="chairs_summary").body == ""
