"""The plan's tree with a keyboard alone, and its pages as a browser shows them."""

import pytest
from playwright.sync_api import Page

from accounts.roles import Role
from actions.models import Action
from plans.models import Plan
from tests import factories as make
from tests.pages.examination import look_at

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan() -> Plan:
    plan = make.PlanFactory(slug="our-plan")
    level = make.LevelFactory(plan=plan)
    for text in ("Heard", "Safe"):
        heading = make.HeadingFactory(plan=plan, level=level, text=text)
        for at in (1, 2):
            number = f"{heading.number}.{at}"
            make.ActionFactory(plan=plan, heading=heading, number=number, text=f"{text} {at}")
    return plan


@pytest.fixture
def officer(plan, signed_in) -> Page:
    return signed_in(make.person_with(Role.LEAD_OFFICER, plan.area)).new_page()


def test_a_line_is_moved_up_with_the_keyboard_alone(plan, officer):
    moved = Action.objects.get(text="Safe 2")
    officer.goto("/plans/our-plan/outline/")
    officer.locator(".cpc-line__pick").first.focus()

    for _ in range(5):
        officer.keyboard.press("ArrowDown")
    assert officer.locator(":focus").get_attribute("value") == f"a{moved.pk}"
    for _ in range(3):
        officer.keyboard.press("Tab")
    officer.keyboard.press("Enter")

    officer.wait_for_url(f"**line=a{moved.pk}**")
    assert officer.locator(":focus").get_attribute("value") == f"a{moved.pk}"
    lines = officer.locator(".cpc-line__text").all_inner_texts()
    assert [line[4:] for line in lines][-2:] == ["Safe 2", "Safe 1"]


def test_a_number_that_stands_is_said_while_it_is_typed(plan, officer):
    officer.goto(f"/actions/{Action.objects.get(text='Heard 1').pk}/edit/")

    officer.get_by_label("Number").fill("2.1")
    said = officer.locator(".cpc-number-said")
    assert said.inner_text() == "2.1 is the number of “Safe 1” already."
    officer.get_by_label("Number").fill("1.1")
    assert said.inner_text() == ""


@pytest.mark.parametrize(
    "address",
    [
        "/plans/our-plan/outline/",
        "/plans/our-plan/outline/a{pk}/move/",
        "/plans/our-plan/outline/renumber/",
        "/actions/{pk}/split/",
        "/actions/{pk}/merge/",
        "/actions/{pk}/merge/?with={other}",
        "/actions/{pk}/links/",
        "/headings/{heading}/edit/",
        "/plans/our-plan/levels/add/",
        "/plans/our-plan/legend/add/",
    ],
)
def test_nothing_is_wrong_with_the_page(plan, officer, address):
    make.MeasureFactory(plan=plan)
    first = Action.objects.get(text="Heard 1")
    keys = {"pk": first.pk, "other": Action.objects.last().pk, "heading": first.heading_id}

    assert look_at(officer, address.format(**keys)) == []
