"""Pages of parts, and of editions that wait, as a browser shows them."""

import pytest

from accounts.roles import Role
from committees.models import Membership
from tests import factories as make
from tests.editions.test_editions import prepared
from tests.narratives.scene import scene
from tests.pages.examination import look_at
from tests.reporting.scene import scene as report_scene

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def here():
    """A part that was handed in and one that is asked."""
    made = scene()
    make.ActionFactory(plan=made.report.plan)
    made.handed_in()
    return made


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("chair", "sections/learning/review/"),
        ("chair", ""),
        ("officer", "sections/learning/part/"),
        ("officer", "sections/learning/"),
        ("officer", "ask/"),
        ("writer", "sections/learning/part/"),
    ],
)
def test_nothing_is_wrong_with_the_page_of_a_part(here, signed_in, who, name):
    page = signed_in(getattr(here, who)).new_page()
    assert look_at(page, f"/reports/{here.report.pk}/{name}") == []


def test_nothing_is_wrong_with_the_pages_of_a_signature(signed_in):
    part = make.preface_to_sign(make.PlanFactory())
    area = part.report.area
    chief = Membership.objects.get(body__area=area, user__isnull=False).user
    officer = make.person_with(Role.LEAD_OFFICER, area)
    start = f"/reports/{part.report_id}/sections/preface/"
    assert [
        fault
        for who, name in ((chief, "sign/"), (chief, "part/"), (officer, "signature/"))
        for fault in look_at(signed_in(who).new_page(), start + name)
    ] == []


def test_nothing_is_wrong_with_the_pages_of_an_edition_that_waits(signed_in):
    stage = report_scene()
    edition = prepared(stage, stage.issued())
    make.EditionFileFactory(edition=edition)
    page = signed_in(stage.chair).new_page()
    start = f"/reports/editions/{edition.pk}/"
    assert [
        fault for path in ("", "read/", "issue/", "aside/") for fault in look_at(page, start + path)
    ] == []
