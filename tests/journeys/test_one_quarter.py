"""One quarter, as its people live it: a plan comes in, a lead answers, the chair challenges, chief
officers get their report. A real browser, a real worker, no step skipped."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from accounts.roles import Role
from actions.models import Action
from committees.enums import BodyKind
from committees.models import Area, Post
from jobs.models import Job
from plans.models import Plan
from reporting.models import Report
from tests.factories import AreaFactory, BodyFactory, PostHoldingFactory, person_with
from tests.jobs.conftest import Worker
from tests.reporting.pdf_tree import read, squeezed

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]

SHEET = """Outcome,Action,Strategic Lead,Target timescale
1: Children are heard,1.1: Ask every child before a meeting,Advocacy Manager,31 July 2026
,1.2: Write down what they said,Advocacy Manager and Lead Nurse,By end of Year 2
2: Staff are ready,2.1: Train new starters together,Lead Nurse,Quarterly
"""
RENDERING_MS = 90_000


@pytest.fixture
def area() -> Area:
    area = AreaFactory(name="Kilbrannoch", slug="kilbrannoch")
    BodyFactory(area=area, kind=BodyKind.COMMITTEE, name="Kilbrannoch Committee")
    BodyFactory(area=area, kind=BodyKind.CHIEF_OFFICERS_GROUP, name="Kilbrannoch Chief Officers")
    return area


@pytest.fixture
def site_worker(tmp_path: Path, transactional_db: None) -> Iterator[Worker]:
    """The worker beside the site: it hears the same bell and writes to the same folder."""
    worker = Worker(tmp_path, settings.CELERY_BROKER_URL)
    worker.environment |= {"CPCPLAN_DATA": str(settings.DATA), "JOBS_LEASE_SECONDS": "30"}
    worker.start()
    yield worker
    worker.kill()


def bring_plan_in(page: Page, sheet: Path) -> Plan:
    page.goto("/plans/import/")
    page.get_by_label("Spreadsheet").set_input_files(sheet)
    page.get_by_label("Title of the plan").fill("Improvement plan")
    page.get_by_label("First day of the plan's period").fill("1 August 2025")
    page.get_by_label("Last day of the plan's period").fill("31 July 2027")
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Look over")
    assert Plan.objects.count() == 0
    page.get_by_role("button", name="Bring this plan in").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Improvement plan")
    return Plan.objects.get()


def answer(page: Page, text: str, rating: str, **words: str) -> None:
    page.goto("/my-actions/")
    page.get_by_role("row").filter(has_text=text).get_by_role("link", name="Update").first.click()
    page.get_by_role("radio", name=rating).check()
    for label, said in words.items():
        page.get_by_label(label.replace("_", " ")).fill(said)
    page.get_by_role("button", name="Save update").click()
    expect(page.get_by_role("status").first).to_be_visible()


def challenge(page: Page, action: Action) -> None:
    page.goto(f"/actions/{action.pk}/challenge/")
    page.get_by_role("radio", name="Amber").check()
    page.get_by_label("Why").fill("Two schools have not begun.")
    page.get_by_role("button", name="challenge").click()


def prepare(page: Page, plan: Plan) -> Report:
    page.goto(f"/plans/{plan.slug}/reports/new/")
    page.get_by_role("radio", name="Quarterly progress report").check()
    page.get_by_label("OFFICIAL-SENSITIVE").check()
    page.get_by_role("button", name="Begin this report").click()
    page.get_by_role("link", name="Chair’s summary", exact=True).click()
    page.get_by_label("Chair’s summary").fill("A first quarter with two answers of three.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Freeze this report").click()
    return Report.objects.get()


def download_pdf(page: Page) -> bytes:
    with page.expect_download(timeout=RENDERING_MS) as waiting:
        page.get_by_role("link", name="PDF").first.click(timeout=RENDERING_MS)
    return waiting.value.path().read_bytes()


def test_a_committee_runs_one_quarter(area, signed_in, site_worker, tmp_path):
    sheet = tmp_path / "plan.csv"
    sheet.write_text(SHEET)
    officer, chair = person_with(Role.LEAD_OFFICER, area), person_with(Role.CHAIR, area)
    lead, chief = person_with(Role.ACTION_LEAD, area), person_with(Role.CHIEF_OFFICER, area)

    plan = bring_plan_in(signed_in(officer).new_page(), sheet)
    assert [(row.number, row.due) for row in plan.actions.all()] == [
        ("1.1", date(2026, 7, 31)),
        ("1.2", date(2027, 7, 31)),
        ("2.1", None),
    ]
    PostHoldingFactory(post=Post.objects.get(title="Advocacy Manager"), user=lead)

    answer(signed_in(lead).new_page(), "Ask every child", "Green", What_happened="Form in use.")
    challenge(signed_in(chair).new_page(), plan.actions.get(number="1.1"))

    desk = signed_in(officer).new_page()
    report = prepare(desk, plan)
    desk.goto("/plans/")
    desk.goto(f"/reports/{report.pk}/")
    first = download_pdf(desk)

    desk = signed_in(chair).new_page()
    desk.goto(f"/reports/{report.pk}/")
    desk.get_by_role("button", name="Release it").click()
    desk.get_by_role("button", name="Release to chief officers").click()

    desk = signed_in(chief).new_page()
    desk.goto("/reports/")
    desk.get_by_role("link", name=report.title).click()
    received = download_pdf(desk)
    desk.get_by_role("button", name="I have received this report").click()
    expect(desk.get_by_role("status").first).to_contain_text("Thank you.")
    assert received == first
    words = squeezed("".join(read(received).pages))
    said = ["1.1", "1.2", "2.1", "Two schools have not begun.", "OFFICIAL-SENSITIVE"]
    assert [item for item in said if squeezed(item) not in words] == []
    assert Job.objects.exclude(error="").count() == 0
