"""The pages of a report's way that no link of the demonstration leads to, in a real Chromium."""

import pytest
from playwright.sync_api import Page, expect

from accounts.roles import Role
from letters.services import note_bounce
from reporting.enums import ReportState
from reporting.models import Report
from reporting.services import (
    begin_next_version,
    confirm_receipt,
    freeze_report,
    issue_report,
    log_download,
    make_proof,
    return_report,
    write_section,
)
from tests import factories as make
from tests.pages.examination import look_at, look_at_errors
from tests.reporting.posted import LATER, issued, waiting, work
from tests.reporting.scene import NOW, Scene, scene

pytestmark = pytest.mark.django_db(transaction=True)

NOTE = "The chair’s summary does not say why outcome 2 is late.\nPlease add one sentence."
WRONG = "Version 1 said on page 3 that five actions are complete. Four are; 2.1 is on track."


@pytest.fixture
def stage() -> Scene:
    return scene()


def sent(stage: Scene) -> Report:
    """Issued to three: one has it, one e-mail came back, one said nothing yet."""
    others = [stage.person(Role.CHIEF_OFFICER) for _ in range(2)]
    report = issued(stage)
    work()
    has, came_back = (report.deliveries.select_related("letter").get(user=one) for one in others)
    confirm_receipt(by=others[0], delivery=has, now=LATER)
    note_bounce(came_back.letter, "550 5.1.1 The mailbox una.ross is not known here")
    log_download(by=others[0], file=report.files.get(format="pdf"), now=LATER)
    return report


def correction(stage: Scene) -> Report:
    return begin_next_version(by=stage.officer, report=sent(stage), erratum=WRONG)


def replaced(stage: Scene) -> Report:
    draft = correction(stage)
    freeze_report(by=stage.officer, report=draft, now=NOW)
    make.ReportFileFactory.create(report=draft)
    issue_report(by=stage.chair, report=draft, now=LATER)
    assert draft.corrects is not None
    return draft.corrects


def drafted(stage: Scene) -> Report:
    """In preparation, with decisions asked and a proof that a change has put out of date."""
    report = stage.begin()
    make_proof(by=stage.officer, report=report)
    section = report.sections.get(key="decisions")
    body = "Agree the budget.\nSay who speaks for 1.2 until its post is filled."
    write_section(by=stage.chair, section=section, expected=1, body=body)
    return report


def returned(stage: Scene) -> Report:
    return return_report(by=stage.chair, report=waiting(stage), note=NOTE)


PAGES = [
    ("chair", waiting, ["", "issue/", "return/"]),
    ("officer", waiting, [""]),
    ("officer", drafted, ["", "parts/"]),
    ("officer", returned, ["", "/reports/"]),
    ("officer", sent, ["", "next-version/"]),
    ("officer", correction, ["", "erratum/"]),
    ("chief", sent, ["", "read/", "received/", "/", "/reports/"]),
    ("chief", replaced, ["", "/", "/reports/"]),
]


@pytest.mark.parametrize(("who", "made", "pages"), PAGES)
def test_nothing_is_wrong_with_the_page(stage, signed_in, who, made, pages):
    report = made(stage)
    page = signed_in(getattr(stage, who)).new_page()
    start = f"/reports/{report.pk}/"
    paths = [path if path.startswith("/") else start + path for path in pages]

    assert [fault for path in paths for fault in look_at(page, path)] == []
    assert [fault for path in paths[1:] for fault in look_at_errors(page, path)] == []


def open_page(signed_in, user, path: str) -> Page:
    page: Page = signed_in(user).new_page()
    page.goto(path)
    return page


def test_chair_sends_back_and_officer_reads_the_note_on_home(stage, signed_in):
    report = waiting(stage)
    page = open_page(signed_in, stage.chair, f"/reports/{report.pk}/")
    page.get_by_role("button", name="Send it back").click()
    page.get_by_label("What has to be put right").fill("Add the figures.")
    page.get_by_role("button", name="Send it back").click()
    expect(page.get_by_role("status").first).to_contain_text("The report is sent back.")

    home = open_page(signed_in, stage.officer, "/")

    expect(home.get_by_role("heading", name="Sent back by the chair")).to_be_visible()
    expect(home.get_by_text("wrote: Add the figures.")).to_be_visible()


def test_chair_without_recipients_has_to_say_so(stage, signed_in):
    stage.chief.role_grants.all().delete()
    report = waiting(stage)
    page = open_page(signed_in, stage.chair, f"/reports/{report.pk}/issue/")

    page.get_by_role("button", name="Release to chief officers").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Nobody would be sent it")
    page.get_by_label("Issue it without e-mail").check()
    page.get_by_role("button", name="Release to chief officers").click()

    expect(page.get_by_text("Issued without e-mail")).to_be_visible()
    report.refresh_from_db()
    assert report.state == ReportState.ISSUED
