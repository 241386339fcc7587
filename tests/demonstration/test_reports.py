import pytest
from django.utils import timezone

from accounts.roles import Role
from committees.models import RoleGrant
from demonstration.queries.sources import read_source
from demonstration.services import make_reports
from documents.files import pdf
from jobs.enums import FileState
from reporting.enums import FileFormat, ReportState
from reporting.models import Report
from reporting.queries.reports import content_of
from tests.reporting.visible import text_of


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


def test_a_quarter_tells_of_its_theme_and_of_the_one_that_is_always_told(source):
    """North Ayrshire's way: one of themes one to four each quarter, and five always."""
    make_reports(source=source, quarters=2)

    for report in Report.objects.order_by("as_of"):
        content = content_of(report.snapshot)
        [quarter] = content["scope"]["quarters"]
        told = [row["quarters"] for row in content["scope"]["themes"] if row["reported"]]
        assert told == [[quarter["number"]], [1, 2, 3, 4]]
        printed = text_of(pdf.html(content, report.snapshot.sha256))
        themes = [row["text"] for row in content["headings"] if row["parent"] is None]
        assert "The calendar of themes" in printed
        assert all(name in printed for name in themes)


def test_making_them_again_makes_none(source):
    make_reports(source=source, quarters=1)

    assert make_reports(source=source, quarters=1) == 0
