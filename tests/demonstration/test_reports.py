import pytest
from django.utils import timezone

from accounts.roles import Role
from committees.models import RoleGrant
from demonstration.queries.sources import read_source
from demonstration.services import make_reports
from jobs.enums import FileState
from reporting.enums import FileFormat, ReportState
from reporting.models import Report


@pytest.fixture
def source(areas):
    return read_source("glenfarrow")


def test_the_last_quarter_is_frozen_as_of_then_and_released_by_the_chair(source):
    assert make_reports(source=source, quarters=1) == 1

    report = Report.objects.get()
    holder = RoleGrant.objects.get(area__slug="glenfarrow", role=Role.CHAIR).user
    assert (report.state, report.issued_by) == (ReportState.ISSUED, holder)
    assert report.as_of == report.snapshot.as_of == report.frozen_at.date()
    assert report.issued_at < timezone.now()
    assert report.files.get(format=FileFormat.PDF).state == FileState.READY


def test_making_them_again_makes_none(source):
    make_reports(source=source, quarters=1)

    assert make_reports(source=source, quarters=1) == 0
