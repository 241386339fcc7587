"""A plan frozen as it stood on a day."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from actions.enums import RevisionState
from actions.services import edit_action
from audit.models import Event
from committees.enums import PostKind
from documents import hash
from documents.enums import Canonical
from reporting.enums import ReportState
from reporting.models import Report, ReportFile, Snapshot
from reporting.queries import snapshots
from reporting.queries.reports import content_of
from reporting.services import (
    ask_again,
    begin_next_version,
    edit_report,
    freeze_report,
    issue_report,
    order_of,
    write_section,
)
from reporting.tasks import render_file
from tests import factories as make
from tests.reporting.scene import AS_OF, NEXT, NOW, QUARTER, Scene, scene
from timescales.quarters import Period

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Scene:
    return scene()


def content(stage: Scene, **fields):
    order = order_of(stage.begin(**fields), prepared_by="E. Tait", now=NOW)
    return snapshots.build(plan=stage.plan, order=order)


def test_statuses_as_they_are_printed(stage):
    rows = content(stage)["actions"]
    assert [(row["reference"], row["status"], row["status_label"]) for row in rows] == [
        ("1.1", "on_track", "Green"),
        ("1.2", "not_updated", "Not updated this quarter"),
        ("1.3", "on_track", "Green"),
        ("1.4", "complete", "Completed"),
    ]


def test_silence_keeps_the_last_rating_apart(stage):
    row = content(stage)["actions"][1]
    assert (row["rating_label"], row["rated_on"], row["progress"]) == ("Green", "2026-02-01", "")


def test_both_ratings_of_a_challenged_action(stage):
    row = content(stage)["actions"][2]
    assert (row["status_label"], row["challenge"]["label"]) == ("Green", "Red")


def test_completion_says_what_difference_it_made(stage):
    row = content(stage)["actions"][3]
    assert (row["completed_on"], row["difference"]) == ("2026-08-10", "Handovers are shorter.")


def test_an_earlier_day_shows_what_was_known_then(stage):
    spring = Period(date(2026, 2, 1), date(2026, 4, 30), "Quarter to 30 April 2026")
    earlier = content(stage, as_of=date(2026, 4, 30), period=spring)
    assert earlier["counts"] == {"not_updated": 3, "on_track": 1}


def test_withdrawn_actions_are_accounted_for(stage):
    gone = make.ActionFactory.create(
        plan=stage.plan, withdrawn_on=date(2026, 8, 1), withdrawn_reason="Merged with 1.1."
    )
    found = content(stage)
    row = found["actions"][-1]
    assert (row["id"], row["status_label"], row["withdrawn_reason"]) == (
        gone.pk, "Withdrawn", "Merged with 1.1.",
    )  # fmt: skip
    assert (found["count_rows"][-1]["total"], found["count_rows"][-1]["withdrawn"]) == (4, 1)


def test_what_leaves_the_plan_later_still_stands_on_the_reports_day(stage):
    make.ActionFactory.create(
        plan=stage.plan, withdrawn_on=date(2026, 9, 2), withdrawn_reason="Merged with 1.1."
    )
    frozen = content_of(stage.frozen().snapshot)
    assert (sum(frozen["counts"].values()), frozen["actions"][-1]["withdrawn_on"]) == (5, None)


def test_what_comes_and_goes_on_the_day_after_freezing_counts_in_the_next_report(stage):
    stage.issued()
    stage.plan.actions.filter(number="1.1").update(withdrawn_on=AS_OF, withdrawn_reason="Merged.")
    make.ActionFactory.create(plan=stage.plan, added_on=AS_OF)
    make.ActionFactory.create(
        plan=stage.plan, added_on=AS_OF, withdrawn_on=AS_OF, withdrawn_reason="Typed twice."
    )
    later = stage.begin(as_of=date(2026, 9, 4), period=NEXT)
    row = content_of(freeze_report(by=stage.officer, report=later, now=NOW).snapshot)["count_rows"][
        -1
    ]
    assert (row["total"], row["added"], row["withdrawn"]) == (4, 2, 2)


def test_new_dates_as_they_stood(stage):
    action = stage.plan.actions.first()
    make.DeadlineRevisionFactory.create(
        action=action, state=RevisionState.APPROVED, requested_on=AS_OF, to_chief_officers=True
    )
    make.DeadlineRevisionFactory.create(action=action, requested_on=date(2026, 9, 2))
    found = content(stage)
    assert [(row["proposed"], row["state"]) for row in found["revisions"]] == [
        ("2027-09-30", "approved")
    ]
    assert found["actions"][0]["times_moved"] == 1


def test_second_moves_are_asked_of_chief_officers(stage):
    action = stage.plan.actions.first()
    make.DeadlineRevisionFactory.create(action=action, to_chief_officers=True)
    assert content(stage)["decisions"] == [
        "Decide on a new date for action 1.1: 31 July 2027 to 30 September 2027."
    ]


def test_a_post_that_nobody_holds_is_vacant_whether_or_not_it_was_ever_held(stage):
    first, second, third = (action.leads.get().post for action in stage.plan.actions.all()[:3])
    make.PostHoldingFactory.create(post=first, ends=date(2026, 7, 1))
    make.PostHoldingFactory.create(post=second)
    third.kind = PostKind.GROUP
    third.save()
    found = content(stage)
    assert [row["flags"] for row in found["actions"][:4]] == [
        ["vacant_post"], [], ["group_alone"], ["vacant_post"],
    ]  # fmt: skip
    alone = [row["references"] for row in found["notes"] if row["kind"] == "group_alone"]
    assert alone == [[found["actions"][2]["reference"]]]


def test_members_are_those_of_the_periods_end(stage):
    body = make.BodyFactory.create(area=stage.plan.area)
    make.MembershipFactory.create(body=body, name="Sat then", ends=date(2026, 9, 1))
    make.MembershipFactory.create(body=body, name="Came later", starts=date(2026, 9, 1))
    assert [row["holder"] for row in content(stage)["members"]] == ["Sat then"]


@pytest.mark.parametrize("actions", [4, 40])
def test_queries_do_not_grow_with_actions(django_assert_num_queries, actions):
    stage = scene(actions)
    for _ in range(actions):
        make.ReadingFactory.create(measure=make.MeasureFactory.create(plan=stage.plan, unit="days"))
    order = order_of(stage.begin(), prepared_by="", now=NOW)
    plan = type(stage.plan).objects.select_related("area").get(pk=stage.plan.pk)
    for report in [make.ReportFactory.create(plan=plan, version=n) for n in range(2, actions)]:
        make.DirectionAnswerFactory.create(direction__report=report, direction__given_on=AS_OF)
    with django_assert_num_queries(12):
        snapshots.build(plan=plan, order=order)


def test_freezing_writes_snapshot_files_and_audit(stage):
    report = stage.frozen()
    snapshot = report.snapshot
    assert hash.digest(content_of(snapshot)) == snapshot.sha256
    assert list(report.files.values_list("format", flat=True)) == ["docx", "pdf", "xlsx"]
    assert list(Event.objects.order_by("pk").values_list("verb", flat=True)[1:]) == ["froze report"]


def test_an_edit_after_freezing_changes_nothing(stage):
    report = stage.frozen()
    pdf = report.files.get(format="pdf")
    action = stage.plan.actions.first()
    before = content_of(report.snapshot)
    edit_action(by=stage.officer, action=action, expected=1, text="Quite other words")
    make.ProgressUpdateFactory.create(action=action, canonical=Canonical.OFF_TRACK)
    render_file(pdf.job_id)
    again = Report.objects.get(pk=report.pk)
    assert content_of(again.snapshot) == before


def test_what_changed_since_the_last_report(stage):
    stage.issued()
    silent = stage.plan.actions.get(number="1.2")
    make.ProgressUpdateFactory.create(action=silent, as_at=date(2026, 9, 1))
    later = stage.frozen(as_of=date(2026, 9, 5), period=NEXT)
    moves = content_of(later.snapshot)["changes"]["status"]
    assert [(row["reference"], row["before"], row["after"]) for row in moves] == [
        ("1.2", "Not updated this quarter", "Green")
    ]


def test_an_action_slipped_in_behind_the_last_report_is_refused(stage):
    stage.issued()
    make.ActionFactory.create(plan=stage.plan, added_on=date(2026, 7, 1))
    with pytest.raises(ValidationError) as refusal:
        stage.frozen(as_of=date(2026, 9, 5), period=NEXT)
    assert refusal.value.messages[0] == "The counts do not balance, so nothing was frozen."
    assert (Snapshot.objects.count(), Report.objects.filter(state="frozen").count()) == (1, 0)


def test_a_day_to_come_is_refused(stage):
    with pytest.raises(ValidationError, match="has not come yet"):
        stage.frozen(as_of=date(2026, 9, 30))


def test_a_report_is_frozen_once(stage):
    report = stage.frozen()
    with pytest.raises(ValidationError, match="frozen and does not change"):
        freeze_report(by=stage.officer, report=report, now=NOW)


@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
def test_the_database_refuses_to_change_a_snapshot(stage, verb):
    stage.frozen()
    statement = {
        "UPDATE": "UPDATE reporting_snapshot SET content = '{}'",
        "DELETE": "DELETE FROM reporting_snapshot",
    }[verb]
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def ready(report: Report) -> Report:
    render_file(report.files.get(format="pdf").job_id)
    return report


def test_nobody_releases_their_own_report(stage):
    with pytest.raises(ValidationError, match="You prepared this report"):
        issue_report(by=stage.officer, report=ready(stage.frozen()))


def test_nobody_releases_what_cannot_be_read_yet(stage):
    with pytest.raises(ValidationError, match="The PDF is not ready yet"):
        issue_report(by=stage.chair, report=stage.frozen())


def test_issued_once_with_who_and_when(stage):
    report = issue_report(by=stage.chair, report=ready(stage.frozen()), now=NOW)
    assert (report.state, report.issued_by, report.issued_at) == (
        ReportState.ISSUED, stage.chair, NOW,
    )  # fmt: skip
    with pytest.raises(ValidationError, match="Only a frozen report"):
        issue_report(by=stage.chair, report=report)


def test_the_next_version_begins_with_the_same_words(stage):
    report = stage.begin()
    section = report.sections.get(key="chairs_summary")
    write_section(by=stage.officer, section=section, expected=1, body="Words to keep.")
    following = begin_next_version(
        by=stage.officer, report=freeze_report(by=stage.officer, report=report, now=NOW)
    )
    assert (following.version, following.sections.get(key="chairs_summary").body) == (
        2, "Words to keep.",
    )  # fmt: skip


def test_coverage_is_changed_only_in_preparation(stage):
    values = {"period": QUARTER, "as_of": date(2026, 8, 30), "marking": "official"}
    report = edit_report(by=stage.officer, report=stage.begin(), expected=1, **values)
    assert report.as_of == date(2026, 8, 30)
    with pytest.raises(ValidationError, match="frozen and does not change"):
        edit_report(by=stage.officer, report=stage.frozen(), expected=1, **values)


def test_rendering_twice_gives_the_same_file(stage):
    file = ready(stage.frozen()).files.get(format="pdf")
    first = (file.sha256, file.path)
    ReportFile.objects.filter(pk=file.pk).update(state="failed")
    file.refresh_from_db()
    ask_again(by=stage.officer, file=file)
    render_file(file.job_id)
    file.refresh_from_db()
    assert (file.state, (file.sha256, file.path)) == ("ready", first)


def test_a_file_that_is_gone_fails_no_worker(stage):
    file = stage.frozen().files.get(format="pdf")
    job = file.job_id
    file.delete()
    render_file(job)
    assert not ReportFile.objects.filter(format="pdf").exists()


def test_a_report_that_is_begun_twice_stands_once(stage):
    stage.begin()

    with pytest.raises(ValidationError, match="such a report for that day already"):
        stage.begin()

    assert Report.objects.count() == 1


def test_one_next_version_is_in_preparation_at_a_time(stage):
    report = stage.frozen()
    begin_next_version(by=stage.officer, report=report)

    with pytest.raises(ValidationError, match="in preparation already"):
        begin_next_version(by=stage.officer, report=report)
