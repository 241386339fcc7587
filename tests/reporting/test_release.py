"""Released or sent back: who may, once, and what comes after."""

import itertools

import pytest
from django.core.exceptions import ValidationError

from accounts.roles import Role
from audit.models import Event
from committees.enums import BodyKind
from reporting.enums import ReportState
from reporting.models import Delivery, Report
from reporting.queries.recipients import recipients
from reporting.rules.lifecycle import MOVES, may_move
from reporting.services import (
    begin_next_version,
    freeze_report,
    issue_report,
    return_report,
    write_section,
)
from tests import factories as make
from tests.reporting.posted import LATER, issued, waiting
from tests.reporting.scene import AS_OF, NOW, Scene, scene

pytestmark = pytest.mark.django_db

ALLOWED = {
    (ReportState.DRAFT, ReportState.FROZEN),
    (ReportState.FROZEN, ReportState.RETURNED),
    (ReportState.FROZEN, ReportState.ISSUED),
}


@pytest.fixture
def stage() -> Scene:
    return scene()


@pytest.mark.parametrize(("source", "target"), list(itertools.product(ReportState, repeat=2)))
def test_table_of_moves(source, target):
    assert may_move(source, target) == ((source, target) in ALLOWED)
    assert set(MOVES) == set(ReportState)


@pytest.mark.parametrize("state", [ReportState.DRAFT, ReportState.RETURNED])
def test_no_move_outside_the_table(stage, state):
    report = issued(stage)

    with pytest.raises(ValueError, match="does not go from issued"):
        Report.objects.move(report, state)


def test_second_of_two_who_loaded_it_together_is_refused(stage):
    report = waiting(stage)
    first, second = (Report.objects.get(pk=report.pk) for _ in range(2))
    Report.objects.move(first, ReportState.ISSUED, issued_by=stage.chair, issued_at=LATER)

    with pytest.raises(ValidationError, match="Somebody else has dealt with this report"):
        Report.objects.move(second, ReportState.RETURNED, return_note="Too late.")


def test_two_chairs_issue_it_once(stage):
    report, other = waiting(stage), stage.person(Role.CHAIR)
    issue_report(by=stage.chair, report=report, now=LATER)

    with pytest.raises(ValidationError, match=r"issued by Person \d+ on 8 September 2026, once"):
        issue_report(by=other, report=report, now=LATER)

    assert Delivery.objects.count() == 1
    assert Event.objects.filter(verb="issued report").count() == 1


def test_one_delivery_for_each_recipient_and_nobody_twice(stage):
    group = make.BodyFactory(area=stage.plan.area, kind=BodyKind.CHIEF_OFFICERS_GROUP)
    seated, outsider = stage.person(Role.MEMBER), make.UserFactory()
    closed = stage.person(Role.CHIEF_OFFICER)
    closed.is_active = False
    closed.save()
    for user in (seated, outsider, stage.chief, None):
        make.MembershipFactory(body=group, user=user)
    make.person_with(Role.CHIEF_OFFICER, make.AreaFactory())

    report = issued(stage, addressed_to=group)

    assert {row.user for row in report.deliveries.all()} == {stage.chief, seated}
    [event] = Event.objects.filter(verb="issued report")
    assert sorted(event.changes["e-mailed to"]) == sorted([str(stage.chief), str(seated)])


def test_seat_that_has_ended_and_role_that_has_not_begun_get_nothing(stage):
    group = make.BodyFactory(area=stage.plan.area, kind=BodyKind.CHIEF_OFFICERS_GROUP)
    make.MembershipFactory(body=group, user=stage.person(Role.MEMBER), ends=AS_OF)
    make.RoleGrantFactory(area=stage.plan.area, role=Role.CHIEF_OFFICER, starts=LATER.date())

    assert recipients(stage.begin(), NOW.date()) == [stage.chief]


def test_nobody_to_send_to_is_said_and_needs_a_word_of_its_own(stage):
    stage.chief.role_grants.all().delete()
    report = waiting(stage)

    with pytest.raises(ValidationError) as refusal:
        issue_report(by=stage.chair, report=report)

    assert refusal.value.message_dict["without_email"][0].startswith(
        f"Nobody would be sent it: no chief officer of {stage.plan.area} has an account"
    )
    done = issue_report(by=stage.chair, report=report, send=False)
    assert (done.state, done.deliveries.count()) == (ReportState.ISSUED, 0)


def test_pdf_that_was_changed_on_the_disk_is_not_released(stage):
    report = waiting(stage)
    file = report.files.get(format="pdf")
    report.files.filter(pk=file.pk).update(sha256="0" * 64)

    with pytest.raises(ValidationError, match="is not the one that was made"):
        issue_report(by=stage.chair, report=report)


def test_sent_back_twice_then_issued(stage):
    first = waiting(stage)
    write = first.sections.get(key="chairs_summary")
    second = return_report(by=stage.chair, report=first, note="Add the figures.", now=LATER)
    section = second.sections.get(key=write.key)
    write_section(by=stage.officer, section=section, expected=1, body="Five of six.")
    freeze_report(by=stage.officer, report=second, now=NOW)
    third = return_report(by=stage.chair, report=second, note="Six of six.", now=LATER)
    freeze_report(by=stage.officer, report=third, now=NOW)
    make.ReportFileFactory.create(report=third)
    issue_report(by=stage.chair, report=third, now=LATER)

    rows = Report.objects.order_by("version")
    assert [(row.version, row.state, row.return_note, row.corrects_id) for row in rows] == [
        (1, ReportState.RETURNED, "Add the figures.", None),
        (2, ReportState.RETURNED, "Six of six.", first.pk),
        (3, ReportState.ISSUED, "", second.pk),
    ]
    assert rows[2].sections.get(key=write.key).body == "Five of six."


def test_what_is_sent_back_goes_on_with_who_prepared_it_and_stays_as_it_was(stage):
    report = waiting(stage)
    before = report.snapshot.sha256

    following = return_report(by=stage.chair, report=report, note="Add the figures.")

    report.refresh_from_db()
    assert (following.prepared_by, following.state) == (stage.officer, ReportState.DRAFT)
    assert (report.returned_by, report.snapshot.sha256) == (stage.chair, before)


@pytest.mark.parametrize("note", ["", "   \r\n "])
def test_sent_back_without_a_note_is_refused(stage, note):
    with pytest.raises(ValidationError, match="Say what has to be put right"):
        return_report(by=stage.chair, report=waiting(stage), note=note)

    assert Report.objects.count() == 1


def test_preparer_neither_releases_nor_sends_back(stage):
    report = waiting(stage)
    make.RoleGrantFactory(user=stage.officer, area=stage.plan.area, role=Role.CHAIR)

    for write in (issue_report, lambda **row: return_report(note="No.", **row)):
        with pytest.raises(ValidationError, match="You prepared this report"):
            write(by=stage.officer, report=report)


def test_sent_back_once_under_a_double_press(stage):
    report = waiting(stage)
    return_report(by=stage.chair, report=report, note="Add the figures.")

    with pytest.raises(ValidationError, match="This one was sent back by"):
        return_report(by=stage.chair, report=report, note="Add the figures.")

    assert Report.objects.count() == 2


def test_note_reaches_a_next_version_that_has_begun_already(stage):
    report = waiting(stage)
    following = begin_next_version(by=stage.officer, report=report)

    assert return_report(by=stage.chair, report=report, note="Yes, do.") == following
    with pytest.raises(ValidationError, match="Only a frozen report"):
        issue_report(by=stage.chair, report=report)


def test_version_that_was_overtaken_is_neither_issued_nor_sent_back(stage):
    report = waiting(stage)
    following = begin_next_version(by=stage.officer, report=report)
    with pytest.raises(ValidationError, match="Version 2 has begun to put this one right"):
        issue_report(by=stage.chair, report=report)

    freeze_report(by=stage.officer, report=following, now=NOW)
    with pytest.raises(ValidationError, match="Version 2 came after this one"):
        return_report(by=stage.chair, report=report, note="Late.")
