"""A correction is a new version that says what was wrong; the earlier one stays."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.services.edits import EditConflict
from reporting.forms.release import ERRATUM_MISSING
from reporting.models import Report
from reporting.queries.reports import content_of
from reporting.services import (
    begin_next_version,
    edit_erratum,
    edit_report,
    freeze_report,
    issue_report,
    return_report,
)
from tests import factories as make
from tests.reporting.posted import LATER, issued, waiting
from tests.reporting.scene import NOW, QUARTER, Scene, scene

pytestmark = pytest.mark.django_db

WRONG = "Table 2 said 5 actions. It is 6."


@pytest.fixture
def stage() -> Scene:
    return scene()


def corrected(stage: Scene, report: Report, erratum: str = WRONG) -> Report:
    """The next version after an issued one, issued too."""
    following = begin_next_version(by=stage.officer, report=report, erratum=erratum)
    freeze_report(by=stage.officer, report=following, now=NOW)
    make.ReportFileFactory.create(report=following)
    return issue_report(by=stage.chair, report=following, now=LATER)


@pytest.mark.parametrize("erratum", ["", " \r\n"])
def test_correction_of_an_issued_report_says_what_was_wrong(stage, erratum):
    with pytest.raises(ValidationError) as refusal:
        begin_next_version(by=stage.officer, report=issued(stage), erratum=erratum)

    assert list(refusal.value.message_dict) == ["erratum"]
    assert Report.objects.count() == 1


def test_three_versions_each_replace_the_one_before(stage):
    first = issued(stage)
    second = corrected(stage, first)
    before = Report.objects.values().get(pk=first.pk)
    third = corrected(stage, second, "The date on page 3 was wrong. It is 8 September.")

    assert Report.objects.family(first) == [first, second, third]
    assert Report.objects.replaced([first, second, third]) == {first.pk: third, second.pk: third}
    assert [row.corrects for row in (first, second, third)] == [None, first, second]
    assert Report.objects.values().get(pk=first.pk) == before


def test_erratum_of_an_issued_correction_does_not_serve_the_next(stage):
    second = corrected(stage, issued(stage))

    with pytest.raises(ValidationError, match="Say what was wrong in the issued version"):
        begin_next_version(by=stage.officer, report=second)


def test_begun_once_under_a_double_press(client, stage):
    report = issued(stage)
    client.force_login(stage.officer)
    page = reverse("report_next_version", args=[report.pk])

    answers = [client.post(page, {"erratum": WRONG}) for _ in range(2)]

    following = Report.objects.get(version=2)
    assert {answer["Location"] for answer in answers} == {
        reverse("report_detail", args=[following.pk])
    }


def test_version_that_looks_at_another_day_still_replaces(stage):
    first = issued(stage)
    following = begin_next_version(by=stage.officer, report=first, erratum=WRONG)
    Report.objects.filter(pk=following.pk).update(as_of=first.as_of - timedelta(days=1))
    following.refresh_from_db()
    freeze_report(by=stage.officer, report=following, now=NOW)
    make.ReportFileFactory.create(report=following)
    second = issue_report(by=stage.chair, report=following, now=LATER)

    assert Report.objects.replaced([first]) == {first.pk: second}


def test_version_that_looks_at_a_later_day_is_not_compared_with_the_one_sent_back(stage):
    """What changed since the report before would be left out, and no report would ever say it."""
    before = stage.issued(as_of=QUARTER.start)
    following = replace(QUARTER, start=QUARTER.start + timedelta(days=1))
    sent_back = return_report(
        by=stage.chair, report=stage.frozen(period=following), note="A day later, please."
    )
    edit_report(
        by=stage.officer, report=sent_back, expected=1, period=following, as_of=date(2026, 9, 1)
    )

    report = freeze_report(by=stage.officer, report=sent_back, now=NOW)

    assert report.snapshot.previous == before.snapshot


def test_version_in_preparation_replaces_nothing(stage):
    first = issued(stage)
    begin_next_version(by=stage.officer, report=first, erratum=WRONG)

    assert Report.objects.replaced([first]) == {}


def test_next_version_begins_from_the_latest_only(stage):
    first = issued(stage)
    corrected(stage, first)

    with pytest.raises(ValidationError, match="Version 2 came after this one"):
        begin_next_version(by=stage.officer, report=first, erratum=WRONG)


def test_erratum_is_carried_on_when_the_correction_is_sent_back(stage):
    following = begin_next_version(by=stage.officer, report=issued(stage), erratum=WRONG)
    freeze_report(by=stage.officer, report=following, now=NOW)

    third = return_report(by=stage.chair, report=following, note="And page 4?")

    assert (third.version, third.erratum, third.prepared_by) == (3, WRONG, stage.officer)


def test_the_correction_of_a_correction_that_never_went_out_replaces_the_issued_version(stage):
    following = begin_next_version(by=stage.officer, report=issued(stage), erratum=WRONG)
    freeze_report(by=stage.officer, report=following, now=NOW)
    third = return_report(by=stage.chair, report=following, note="And page 4?")

    found = content_of(freeze_report(by=stage.officer, report=third, now=NOW).snapshot)

    assert (found["version"], found["corrects"], bool(found["corrects_issued_on"])) == (3, 1, True)


def test_erratum_is_changed_in_preparation_and_never_emptied(stage):
    draft = begin_next_version(by=stage.officer, report=issued(stage), erratum=WRONG)
    edit_erratum(by=stage.officer, report=draft, expected=1, erratum="Table 2 said 4.\r\nIt is 6.")
    assert draft.erratum == "Table 2 said 4.\nIt is 6."

    with pytest.raises(ValidationError, match="Say what was wrong"):
        edit_erratum(by=stage.officer, report=draft, expected=2, erratum=" ")
    with pytest.raises(EditConflict):
        edit_erratum(by=stage.officer, report=draft, expected=1, erratum="Mine.")


@pytest.mark.parametrize("state", ["first", "frozen"])
def test_erratum_stands_only_on_a_version_in_preparation_that_corrects(stage, state):
    report = stage.begin() if state == "first" else waiting(stage)

    with pytest.raises(ValidationError, match=r"nothing to correct|does not change"):
        edit_erratum(by=stage.officer, report=report, expected=report.row_version, erratum=WRONG)


def test_officer_begins_the_correction_in_the_browser(client, stage):
    report = issued(stage)
    client.force_login(stage.officer)
    page = reverse("report_next_version", args=[report.pk])

    refused = client.post(page, {"erratum": ""})
    assert refused.context["form"].errors["erratum"] == [ERRATUM_MISSING]
    client.post(page, {"erratum": WRONG})

    following = Report.objects.get(version=2)
    assert (following.erratum, following.corrects) == (WRONG, report)
    shown = client.get(reverse("report_detail", args=[following.pk])).content.decode()
    assert WRONG in shown
    assert reverse("report_erratum", args=[following.pk]) in shown


def test_two_who_change_the_erratum_see_both_texts(client, stage):
    draft = begin_next_version(by=stage.officer, report=issued(stage), erratum=WRONG)
    edit_erratum(by=stage.officer, report=draft, expected=1, erratum="Theirs.")
    client.force_login(stage.officer)

    answer = client.post(
        reverse("report_erratum", args=[draft.pk]), {"erratum": "Mine.", "expected": 1}
    )

    assert [row[1:] for row in answer.context["form"].both_texts()] == [("Theirs.", "Mine.")]


def test_replaced_version_is_marked_and_stays_readable(client, stage):
    first = issued(stage)
    second = corrected(stage, first)
    client.force_login(stage.chief)

    rows = client.get(reverse("report_list")).context["rows"]
    assert [(row.report, row.mark.label) for row in rows] == [
        (second, "Issued"),
        (first, "Replaced by version 2"),
    ]
    page = client.get(reverse("report_detail", args=[first.pk]))
    assert page.context["replaced_by"] == second
    file = client.get(reverse("report_file", args=[first.files.get(format="pdf").pk]))
    assert b"".join(file.streaming_content) == b"%PDF-1.7"
