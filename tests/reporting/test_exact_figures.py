"""Who reads a report that prints figures as they are (ADR 235)."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.roles import ROLE_PERMISSIONS, Permission, Role
from reporting.enums import Marking
from reporting.models import Report
from reporting.queries.distribution import to_confirm
from reporting.queries.recipients import recipients
from tests import factories as make
from tests.factories.reports import issued_report
from tests.reporting.scene import NOW

pytestmark = pytest.mark.django_db
P = Permission
READING = [role for role in Role if P.REPORT_READ_ISSUED in ROLE_PERMISSIONS[role]]


def exact_report() -> Report:
    report = issued_report(marking=Marking.OFFICIAL_SENSITIVE)
    Report.objects.filter(pk=report.pk).update(exact_figures=True)
    report.refresh_from_db()
    return report


def test_whoever_prepares_and_releases_reports_sees_figures_as_they_are():
    """A draft and its proof show what would be frozen, so nobody else may come to them."""
    inside = {P.REPORT_READ, P.REPORT_PREPARE, P.REPORT_ISSUE}
    without = [
        role
        for role in Role
        if ROLE_PERMISSIONS[role] & inside and P.FIGURE_READ not in ROLE_PERMISSIONS[role]
    ]
    assert without == []


@pytest.mark.parametrize("role", READING)
def test_exact_figures_are_read_by_those_who_may_see_them(client, settings, tmp_path, role):
    settings.MEDIA_ROOT = tmp_path
    report = exact_report()
    person = make.person_with(role, report.area)
    client.force_login(person)
    may = P.FIGURE_READ in ROLE_PERMISSIONS[role]

    assert list(Report.objects.visible_to(person)) == ([report] if may else [])
    pages = ("report_detail", "report_read")
    answers = [client.get(reverse(name, args=[report.pk])).status_code for name in pages]
    assert answers == ([200, 200] if may else [404, 404])


@pytest.mark.parametrize("role", READING)
def test_its_files_go_to_nobody_else(client, settings, tmp_path, role):
    settings.MEDIA_ROOT = tmp_path
    report = exact_report()
    client.force_login(make.person_with(role, report.area))

    answer = client.get(reverse("report_file", args=[report.files.get(format="pdf").pk]))

    if P.FIGURE_READ in ROLE_PERMISSIONS[role]:
        assert b"".join(answer.streaming_content) == b"%PDF-1.7"
    else:
        assert answer.status_code == 404


def test_it_is_sent_to_nobody_who_may_not_see_them():
    report = exact_report()
    body = make.BodyFactory.create(area=report.area)
    report.addressed_to = body
    chief = make.person_with(Role.CHIEF_OFFICER, report.area)
    member = make.person_with(Role.MEMBER, report.area)
    for person in (chief, member):
        make.MembershipFactory.create(body=body, user=person)

    assert recipients(report, NOW.date()) == [chief]
    report.exact_figures = False
    assert set(recipients(report, NOW.date())) == {chief, member}


def test_a_member_who_was_sent_it_is_not_asked_for_it_any_more():
    report = exact_report()
    member = make.person_with(Role.MEMBER, report.area)
    make.DeliveryFactory.create(report=report, user=member)

    assert list(to_confirm(member)) == []


def test_it_cannot_be_marked_lower():
    report = exact_report()
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(marking=Marking.OFFICIAL)
