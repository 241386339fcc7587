"""A committee's first hour: from an empty installation to an issued quarterly report, in a real
browser, with a plan of a real size and no step taken behind the pages."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from accounts.roles import Role
from accounts.services.invitations import set_password_link
from actions.models import Lead
from committees.models import Post, PostHolding, RoleGrant
from plans.models import Plan
from reporting.models import Report
from tests.entrance.test_second_factor import code_of
from tests.journeys.test_one_quarter import download_pdf, prepare, site_worker
from tests.pages.examination import faults_here
from tests.reporting.pdf_tree import read, squeezed
from timescales.date_format import long_day
from windows.models import UpdateWindow

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]

__all__ = ["site_worker"]

WORDS = "seven quiet harbours at noon"
MOST_FORMS = 25


class Desk:
    """One person at a browser, whose forms are counted."""

    def __init__(self, page: Page, sent: list[str]) -> None:
        self.page, self.sent = page, sent
        page.on("request", lambda request: request.method == "POST" and sent.append(request.url))

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name).first.click()
        self.page.wait_for_load_state()

    def follow(self, name: str) -> None:
        self.page.locator("main a", has_text=name).first.click()
        self.page.wait_for_load_state()

    def fill(self, **fields: str) -> None:
        for label, words in fields.items():
            written = label.replace("e_mail", "e-mail").replace("_", " ")
            self.page.get_by_label(written, exact=False).first.fill(words)

    def choose_password(self, link: str) -> None:
        self.page.goto(link)
        boxes = self.page.locator("input[type=password]")
        for at in range(boxes.count()):
            boxes.nth(at).fill(WORDS)
        self.press("Save password")

    def sign_in(self, email: str) -> None:
        self.page.goto("/account/login/")
        self.page.locator("input[type=email]").fill(email)
        self.page.locator("input[type=password]").fill(WORDS)
        self.press("Sign in")
        self.set_up_codes()

    def set_up_codes(self) -> None:
        """Where the person's role needs a second factor and they are led to set one up."""
        if not self.page.get_by_text("needs a second factor").count():
            return
        self.follow("Set up one-time codes")
        secret = self.page.locator("code").text_content() or ""
        self.page.get_by_label("Authenticator code").fill(code_of(secret))
        self.press("Set up")
        self.follow("I have them: go on")

    def next_step(self, area: str) -> str:
        """Opens the list of steps; the one that is next."""
        self.page.goto(f"/areas/{area}/start/")
        steps = self.page.locator(".cpc-step--next h2")
        return " ".join((steps.text_content() or "").split()) if steps.count() else ""

    def examine(self) -> None:
        """The page as it stands is right at both sizes."""
        assert faults_here(self.page) == []
        self.page.set_viewport_size({"width": 1280, "height": 900})


@pytest.fixture
def sent() -> list[str]:
    return []


@pytest.fixture
def desk(signed_in, sent) -> Desk:
    return Desk(signed_in(None).new_page(), sent)


def begin(desk: Desk, capsys, live_server) -> None:
    """The one thing that no page does: somebody is let in."""
    call_command("first_administrator", "Una Ross", "una@example.test")
    [path] = re.findall(r"/account/password/reset/\S+", capsys.readouterr().out)
    desk.choose_password(f"{live_server.url}{path}")
    desk.sign_in("una@example.test")
    desk.examine()
    desk.follow("Make an area")
    desk.examine()
    desk.fill(Name_of_the_area="Kilbrannoch", Name_of_the_second_person="Morag Weir")
    desk.fill(Their_e_mail_address="morag@example.test")
    desk.page.get_by_role("radio", name="Independent chair").check()
    desk.page.get_by_label("I am also the lead officer").check()
    desk.press("Make this area")
    desk.set_up_codes()
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("First steps")
    desk.examine()


def set_up(desk: Desk) -> None:
    assert desk.next_step("kilbrannoch") == "Calendar of meetings (Next)"
    desk.follow("Add several groups")
    desk.page.get_by_label("Names of the groups").fill("Learning Sub-group\nAudit Sub-group")
    desk.press("Save these groups")
    desk.next_step("kilbrannoch")
    desk.follow("Add several meetings")
    days = (timezone.localdate() + timedelta(days=60 + 90 * n) for n in range(4))
    desk.page.get_by_label("Days of the meetings").fill("\n".join(map(long_day, days)))
    desk.press("Save these meetings")
    assert desk.next_step("kilbrannoch") == "Plan (Next)"


def bring_in(desk: Desk, sheet: Path, start: date, end: date) -> Plan:
    desk.follow("Bring a plan in from a spreadsheet")
    desk.page.get_by_label("Spreadsheet").set_input_files(sheet)
    desk.page.get_by_label("Title of the plan").fill("Improvement plan")
    desk.page.get_by_label("First day of the plan's period").fill(long_day(start))
    desk.page.get_by_label("Last day of the plan's period").fill(long_day(end))
    desk.press("Read the file")
    desk.follow("Join leads to posts and groups that you have")
    desk.examine()
    desk.press("Save what leads are joined to")
    desk.press("Bring this plan in")
    assert desk.next_step("kilbrannoch") == "Posts and people (Next)"
    return Plan.objects.get()


def fill_posts(desk: Desk, posts: list[Post]) -> None:
    """All holders at once, as a spreadsheet would hand them over; the committee's own too."""
    rows = ["Post\tHolder\tE-mail\tAgency\tRole"]
    rows += [
        f"{p.title}\tLead {n}\tlead{n}@example.test\tNHS Farrow\t" for n, p in enumerate(posts)
    ]
    rows += [
        "\tEwan Baird\tnot an address\t\tChief officer",
    ]
    desk.follow("Paste posts and people from Excel")
    desk.examine()
    desk.page.get_by_label("Rows copied from Excel").fill("\n".join(rows))
    desk.press("Look at it first")
    assert (RoleGrant.objects.count(), PostHolding.objects.count()) == (3, 0)
    bad = desk.page.get_by_label(f"E-mail address, row {len(posts) + 1}")
    expect(bad).to_have_value("not an address")
    desk.examine()
    bad.fill("ewan@example.test")
    desk.press("Look again")
    desk.press("Save all of it")
    expect(desk.page.get_by_role("status").first).to_contain_text("rows were saved")


def confirm(chair: Desk) -> None:
    """The second person confirms all that was pasted."""
    chair.page.goto("/")
    chair.follow("to confirm or refuse in Kilbrannoch")
    chair.examine()
    chair.page.get_by_label("All of them").check()
    chair.page.get_by_role("radio", name="I confirm it").check()
    chair.press("Send the answer")


def agree(desk: Desk) -> None:
    for step, decision in (("agreement", "Agreed"), ("publication", "Published")):
        desk.page.goto("/areas/kilbrannoch/start/")
        desk.follow(f"Record the {step}")
        desk.page.get_by_role("radio", name=decision).check()
        desk.page.get_by_label("Who decided").fill("Chief Officers Group")
        desk.press("Record this decision")


def _a_lead(plan: Plan) -> User:
    """Who holds the post that leads the first action, and is asked about it."""
    lead = Lead.objects.filter(action__plan=plan, accountable=True).order_by("action__position")[0]
    return lead.post.holdings.get().user


def answer(lead: Desk, words: str) -> None:
    lead.page.goto("/my-actions/")
    lead.page.get_by_role("row").get_by_role("link", name="Update").first.click()
    lead.page.get_by_role("radio", name="On target").check()
    lead.page.get_by_label("What happened").fill(words)
    lead.press("Save update")


def come_in(signed_in, email: str, live_server, sent: list[str]) -> Desk:
    """Somebody who was invited chooses a password and signs in; nobody counts theirs."""
    desk = Desk(signed_in(None).new_page(), sent)
    link = set_password_link(User.objects.get(email=email))
    desk.choose_password(f"{live_server.url}{link[link.index('/account') :]}")
    desk.sign_in(email)
    return desk


def test_from_nothing_to_an_issued_report(
    desk, sent, signed_in, site_worker, live_server, tmp_path, capsys
):
    book = tmp_path / "plan.xlsx"
    call_command("write_demonstration_workbook", "--shape", "CL", "--out", str(book))
    start, end = map(
        date.fromisoformat, re.findall(r"\d{4}-\d\d-\d\d", capsys.readouterr().out)[-2:]
    )

    begin(desk, capsys, live_server)
    set_up(desk)
    plan = bring_in(desk, book, start, end)
    vacant = list(Post.objects.order_by("title"))
    fill_posts(desk, vacant)
    assert PostHolding.objects.count() == len(vacant)
    chair = come_in(signed_in, "morag@example.test", live_server, sent_of_chair := [])
    confirm(chair)
    assert desk.next_step("kilbrannoch") == "Invitations (Next)"
    desk.follow("People and roles: invite them all")
    desk.press("Invite all")
    agree(desk)
    call_command("run_day")
    assert UpdateWindow.objects.count() >= 1
    set_up_forms = len(sent)

    lead, said = come_in(signed_in, _a_lead(plan).email, live_server, []), "Every school has it."
    answer(lead, said)
    desk.page.goto("/")
    report = prepare(desk.page, plan)
    first = download_pdf_of(desk.page, report)
    chair.page.goto(f"/reports/{report.pk}/")
    chair.press("Release it")
    chair.press("Release to chief officers")

    chief = come_in(signed_in, "ewan@example.test", live_server, [])
    chief.page.goto(f"/reports/{report.pk}/")
    assert download_pdf(chief.page) == first
    assert squeezed(said) in squeezed("".join(read(first).pages))
    assert Report.objects.get().state == "issued"
    assert RoleGrant.objects.filter(role=Role.ACTION_LEAD).count() == len(vacant)
    assert set_up_forms <= MOST_FORMS
    assert len(sent) + len(sent_of_chair) <= MOST_FORMS, (sent, sent_of_chair)


def download_pdf_of(page: Page, report: Report) -> bytes:
    page.goto(f"/reports/{report.pk}/")
    return download_pdf(page)
