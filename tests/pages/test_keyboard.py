"""An action lead does the quarter's job with a keyboard alone."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.roles import Role
from actions.models import Action, ProgressUpdate
from committees.models import Area
from plans.enums import PlanState
from tests.factories import (
    PASSWORD,
    AreaFactory,
    PlanFactory,
    UpdateWindowFactory,
    led_action,
    person_with,
)

pytestmark = pytest.mark.django_db(transaction=True)

# The focused thing is in the window, on top, big enough to hit and looks different from before.
FOCUS = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  const look = [e, e.nextElementSibling, e.parentElement].filter(Boolean).flatMap((n) => {
    return ["", "::before"].map((part) => {
      const s = getComputedStyle(n, part || null);
      return s.boxShadow !== "none" || (s.outlineStyle !== "none" && s.outlineWidth !== "0px");
    });
  });
  return {
    name: `${e.tagName} ${e.id || e.textContent.trim().slice(0, 30)}`,
    seen: box.bottom > 0 && box.top < innerHeight && (top === e || e.contains(top)
      || !!top?.closest("label, .govuk-radios__item, li, td, th") || top?.contains(e)),
    marked: look.some(Boolean),
  };
}"""


@pytest.fixture
def area() -> Area:
    return AreaFactory.create(name="Glenfarrow")


@pytest.fixture
def action(area: Area) -> Action:
    """An action whose lead is asked for an update today."""
    today = timezone.localdate()
    plan = PlanFactory.create(
        area=area,
        state=PlanState.PUBLISHED,
        period_start=date(today.year - 1, 8, 1),
        period_end=date(today.year + 2, 7, 31),
    )
    lead = person_with(Role.ACTION_LEAD, area, email="lead@glenfarrow.example")
    UpdateWindowFactory.create(
        plan=plan, opens_on=today - timedelta(days=3), closes_on=today + timedelta(days=11)
    )
    return led_action(lead, plan, text="Test how agencies hand over", due=plan.period_end)


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until `selector` has the focus, which is visible at every stop on the way."""
    wanted = page.locator(selector).first
    for _ in range(80):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        assert (stop["seen"], stop["marked"]) == (True, True), stop
        if wanted.evaluate("e => e === document.activeElement"):
            return
    pytest.fail(f"Tab never reaches {selector} on {page.url}")


def enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_update_is_sent_without_a_mouse(page: Page, action: Action):
    page.goto("/my-actions/")
    tab_to(page, "#id_login")
    page.keyboard.type("lead@glenfarrow.example")
    tab_to(page, "#id_password")
    page.keyboard.type(PASSWORD)
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("My actions")

    tab_to(page, f'main a[href*="/actions/{action.pk}/update/"]')
    enter(page)
    tab_to(page, "input[name=entry]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Green")).to_be_checked()
    tab_to(page, "#id_what_happened")
    page.keyboard.type("Both handovers of the quarter were met in a week.")
    tab_to(page, 'main button[name="save"]')
    enter(page)
    expect(page.locator(".cpc-notice--success")).to_be_visible()

    said = ProgressUpdate.objects.get(action=action)
    assert said.what_happened == "Both handovers of the quarter were met in a week."
    assert said.canonical == "on_track"
